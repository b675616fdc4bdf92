using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BhaiKaDns.Import.Yaml;

/// <summary>Reads the first document of a YAML file. Aliases count with the size of what they stand for, so a few lines cannot grow without bound.</summary>
internal static class YamlTree
{
    /// <exception cref="InvalidDataException">This is not YAML, or larger or deeper than a configuration.</exception>
    public static ConfigNode Read(string text)
    {
        try
        {
            return Build(new Parser(new StringReader(text)));
        }
        catch (YamlException problem)
        {
            throw new InvalidDataException($"line {problem.Start.Line}: {problem.Message}", problem);
        }
    }

    private static ConfigNode Build(Parser parser)
    {
        Stack<Frame> open = [];
        Dictionary<string, (ConfigNode Node, int Size)> anchors = new(StringComparer.Ordinal);
        int total = 0;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case Scalar scalar:
                    total += 1;
                    if (Place(new ConfigNode { Text = IsNull(scalar) ? null : scalar.Value }, scalar.Anchor, 1, scalar.Value) is { } alone)
                    {
                        return alone;
                    }

                    break;
                case AnchorAlias alias:
                    (ConfigNode known, int size) = anchors.GetValueOrDefault(alias.Value.Value, (ConfigNode.Missing, 1));
                    total += size;
                    _ = Place(known, default, size, known.Text);
                    break;
                case NodeEvent start:
                    total += 1;
                    if (open.Count >= ConfigNode.MaxDepth)
                    {
                        throw new InvalidDataException("nested too deeply");
                    }

                    open.Push(new Frame(new ConfigNode(), start is MappingStart, start.Anchor));
                    break;
                case MappingEnd or SequenceEnd:
                    Frame closed = open.Pop();
                    if (Place(closed.Node, closed.Anchor, closed.Size, key: null) is { } root)
                    {
                        return root;
                    }

                    break;
            }

            if (total > ConfigNode.MaxNodes)
            {
                throw new InvalidDataException("more values than any configuration has");
            }
        }

        return ConfigNode.Missing;

        // Returns the node if nothing is around it: the document is complete.
        ConfigNode? Place(ConfigNode node, AnchorName anchor, int size, string? key)
        {
            if (!anchor.IsEmpty)
            {
                anchors[anchor.Value] = (node, size);
            }

            if (!open.TryPeek(out Frame? parent))
            {
                return node;
            }

            parent.Size += size;
            if (!parent.IsMapping)
            {
                parent.Node.Add(node);
            }
            else if (parent.Key is null)
            {
                parent.Key = key ?? "";
            }
            else
            {
                parent.Node.Set(parent.Key, node);
                parent.Key = null;
            }

            return null;
        }
    }

    private static bool IsNull(Scalar scalar) => scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    private sealed class Frame(ConfigNode node, bool isMapping, AnchorName anchor)
    {
        public ConfigNode Node => node;

        public bool IsMapping => isMapping;

        public AnchorName Anchor => anchor;

        public string? Key { get; set; }

        public int Size { get; set; } = 1;
    }
}
