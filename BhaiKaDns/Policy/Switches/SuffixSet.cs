using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Switches;

/// <summary>Country codes and registry suffixes under which every name is blocked. Immutable, asked without allocation.</summary>
internal sealed class SuffixSet
{
    public static readonly SuffixSet Empty = new([]);

    private readonly Dictionary<ulong, byte[]> _suffixes = [];
    private readonly int _maxLabels;

    private SuffixSet(IEnumerable<byte[]> suffixes)
    {
        foreach (byte[] suffix in suffixes)
        {
            _suffixes[SuffixHashes.OfWhole(suffix, out int labels)] = suffix;
            _maxLabels = Math.Max(_maxLabels, labels);
        }
    }

    /// <summary>Takes what is well-formed of the suffixes.</summary>
    public static SuffixSet Of(IReadOnlyList<string> suffixes)
    {
        List<byte[]> names = [];
        foreach (string suffix in suffixes)
        {
            if (TryRead(suffix, out byte[] name))
            {
                names.Add(name);
            }
        }

        return names.Count == 0 ? Empty : new SuffixSet(names);
    }

    /// <summary>Reads <c>zip</c>, <c>.zip</c>, <c>co.uk</c> or an internationalised suffix in either form.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public static bool TryRead(string text, out byte[] name)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        RuleProblem problem = RuleName.Read(Encoding.UTF8.GetBytes(text.Trim().TrimStart('.')), wire, out int length);
        name = problem is RuleProblem.None ? wire[..length] : [];
        return problem is RuleProblem.None;
    }

    /// <summary>Whether the name is a blocked suffix or below one.</summary>
    public bool Covers(in RuleQuestion question) => !Find(question).IsEmpty;

    /// <summary>The blocked suffix of the name, in wire form; empty if it has none.</summary>
    public ReadOnlySpan<byte> Find(in RuleQuestion question)
    {
        int most = Math.Min(_maxLabels, question.Hashes.Length);
        for (int index = 0; index < most; index++)
        {
            if (_suffixes.TryGetValue(question.Hashes[index], out byte[]? suffix) && question.Name.EndsWith(suffix))
            {
                return suffix;
            }
        }

        return [];
    }
}
