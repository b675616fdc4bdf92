using System.Globalization;
using Tomlyn;
using Tomlyn.Model;

namespace BhaiKaDns.Import.Toml;

/// <summary>Reads a TOML file.</summary>
internal static class TomlTree
{
    /// <exception cref="InvalidDataException">This is not TOML, or larger or deeper than a configuration.</exception>
    public static ConfigNode Read(string text)
    {
        // The depth of its own reader is bounded only by the text, so the text is looked at first.
        int depth = 0;
        foreach (char letter in text)
        {
            depth += letter is '[' or '{' ? 1 : letter is ']' or '}' && depth > 0 ? -1 : 0;
            if (depth > ConfigNode.MaxDepth)
            {
                throw new InvalidDataException("nested too deeply");
            }
        }

        try
        {
            return Convert(TomlSerializer.Deserialize<TomlTable>(text), 0);
        }
        catch (TomlException problem)
        {
            throw new InvalidDataException(problem.Message, problem);
        }
    }

    private static ConfigNode Convert(object? value, int depth)
    {
        if (depth > ConfigNode.MaxDepth)
        {
            throw new InvalidDataException("nested too deeply");
        }

        ConfigNode node = new();
        switch (value)
        {
            case null:
                return ConfigNode.Missing;
            case string text:
                return new ConfigNode { Text = text };
            case bool flag:
                return new ConfigNode { Text = flag ? "true" : "false" };
            case IDictionary<string, object> table:
                foreach ((string key, object member) in table)
                {
                    node.Set(key, Convert(member, depth + 1));
                }

                return node;
            case System.Collections.IEnumerable items:
                foreach (object item in items)
                {
                    node.Add(Convert(item, depth + 1));
                }

                return node;
            default:
                return new ConfigNode { Text = System.Convert.ToString(value, CultureInfo.InvariantCulture) };
        }
    }
}
