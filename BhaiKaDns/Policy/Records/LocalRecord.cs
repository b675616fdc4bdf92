using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>One record of this home in wire form.</summary>
/// <param name="Owner">Lower case; its first label is <c>*</c> if it stands for every name below that has no record of its own.</param>
/// <param name="Data">RDATA, names uncompressed.</param>
/// <param name="Groups">Names of the groups that see it; empty for all.</param>
internal sealed record LocalRecord(byte[] Owner, RecordType Type, uint TtlSeconds, byte[] Data, IReadOnlyList<string> Groups)
{
    public bool IsWildcard => IsWildcardName(Owner);

    /// <summary>Whether the first label of a name in wire form is <c>*</c>.</summary>
    public static bool IsWildcardName(ReadOnlySpan<byte> owner) => owner.StartsWith("\u0001*"u8);

    /// <summary>Whether devices of a group see it, apart from other records that may hide it.</summary>
    public bool IsFor(string group) => Groups.Count == 0 || Groups.Contains(group, StringComparer.OrdinalIgnoreCase);
}
