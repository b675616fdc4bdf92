using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Matching;

/// <summary>A question as rules see it. The hashes are computed once for all tables that are asked.</summary>
/// <param name="name">Lower-case wire form.</param>
/// <param name="hashes">Of <see cref="SuffixHashes.Compute"/>: the last one stands for the whole name.</param>
internal readonly ref struct RuleQuestion(ReadOnlySpan<byte> name, ReadOnlySpan<ulong> hashes, RecordType type)
{
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<ulong> Hashes { get; } = hashes;

    public RecordType Type => type;
}
