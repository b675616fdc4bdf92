using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Where the registrable domain of a name starts, by the rules of publicsuffix.org: exact rules, wildcards, exceptions, and <c>*</c>
/// for a top-level domain without a rule. One look-up per label, from the last one, in a flat table of hashes; nothing is allocated.
/// </summary>
internal sealed class PublicSuffixList
{
    private const string Resource = "BhaiKaDns.Intelligence.Domains.public_suffix_list.dat.gz";

    private static readonly Lazy<PublicSuffixList> OfProgram = new(ReadEmbedded);

    private readonly ulong[] _hashes;
    private readonly SuffixRules[] _rules;
    private readonly int _mask;

    public PublicSuffixList(IReadOnlyDictionary<ulong, SuffixRules> nodes, int ruleCount)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, nodes.Count * 2));
        _mask = size - 1;
        _hashes = new ulong[size];
        _rules = new SuffixRules[size];
        RuleCount = ruleCount;
        foreach ((ulong hash, SuffixRules rules) in nodes)
        {
            int slot = (int)hash & _mask;
            while (_rules[slot] != SuffixRules.None)
            {
                slot = (slot + 1) & _mask;
            }

            _hashes[slot] = hash;
            _rules[slot] = rules;
        }
    }

    /// <summary>The list inside the program.</summary>
    public static PublicSuffixList Embedded => OfProgram.Value;

    public int RuleCount { get; }

    /// <summary>Reads a list in the format of publicsuffix.org, plain text; a bad one is refused with the reason.</summary>
    public static bool TryLoad(Stream stream, out PublicSuffixList? list, out string reason)
        => PublicSuffixReader.TryRead(stream, out list, out reason);

    /// <summary>Offset of the registrable domain in a lower-case wire name; -1 if the name is itself a suffix, one label, or the root.</summary>
    public int RegistrableAt(ReadOnlySpan<byte> wireName, bool withPrivate)
    {
        int suffix = SuffixLabels(wireName, withPrivate, out int labels);
        return suffix >= labels ? -1 : Skip(wireName, labels - suffix - 1);
    }

    /// <summary>Offset of the public suffix in a lower-case wire name; 0 if the whole name is one.</summary>
    public int SuffixAt(ReadOnlySpan<byte> wireName, bool withPrivate)
    {
        int suffix = SuffixLabels(wireName, withPrivate, out int labels);
        return Skip(wireName, Math.Max(0, labels - suffix));
    }

    private static int Skip(ReadOnlySpan<byte> wireName, int labels)
    {
        int at = 0;
        for (; labels > 0; labels--)
        {
            at += wireName[at] + 1;
        }

        return at;
    }

    private static PublicSuffixList ReadEmbedded()
    {
        using Stream stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream(Resource) ?? throw new UnreachableException(Resource);
        using GZipStream plain = new(stream, CompressionMode.Decompress);
        return TryLoad(plain, out PublicSuffixList? list, out string reason) ? list! : throw new UnreachableException(reason);
    }

    [SkipLocalsInit]
    private int SuffixLabels(ReadOnlySpan<byte> wireName, bool withPrivate, out int labels)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        labels = SuffixHashes.Compute(wireName, hashes);
        int suffix = 1;
        for (int index = 0; index < labels; index++)
        {
            SuffixRules rules = Find(hashes[index]);
            if (!withPrivate)
            {
                rules &= ~SuffixRules.AllPrivate;
            }

            if ((rules & SuffixRules.AnyException) != SuffixRules.None)
            {
                return index;
            }

            if ((rules & SuffixRules.AnyExact) != SuffixRules.None)
            {
                suffix = Math.Max(suffix, index + 1);
            }

            if ((rules & SuffixRules.AnyWildcard) != SuffixRules.None && index + 1 < labels)
            {
                suffix = index + 2;
            }

            if ((rules & SuffixRules.HasLonger) == SuffixRules.None)
            {
                break;
            }
        }

        return suffix;
    }

    private SuffixRules Find(ulong hash)
    {
        int slot = (int)hash & _mask;
        while (_rules[slot] != SuffixRules.None)
        {
            if (_hashes[slot] == hash)
            {
                return _rules[slot];
            }

            slot = (slot + 1) & _mask;
        }

        return SuffixRules.None;
    }
}
