using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>A name that exists in a <see cref="LocalView"/>: with records, or because a name below it has some. Not changed once the view is in use.</summary>
/// <param name="name">Lower-case wire form.</param>
internal sealed class LocalNode(byte[] name)
{
    private readonly List<(RecordType Type, PreparedRecord[] Records)> _sets = [];

    public byte[] Name => name;

    /// <summary>The node of <c>*.name</c>, from which names below are made that do not exist (RFC 4592).</summary>
    public LocalNode? Wildcard { get; set; }

    /// <summary>Its name would be made from a wildcard if it did not exist by itself.</summary>
    public bool HidesWildcard { get; set; }

    /// <summary>Where its CNAME record leads; null if it has none.</summary>
    public LocalAlias? Alias { get; set; }

    public bool HasRecords => _sets.Count > 0;

    public void Add(RecordType type, PreparedRecord[] records) => _sets.Add((type, records));

    /// <summary>The RRset of a type; empty if there is none.</summary>
    public PreparedRecord[] Find(RecordType type)
    {
        foreach ((RecordType known, PreparedRecord[] records) in _sets)
        {
            if (known == type)
            {
                return records;
            }
        }

        return [];
    }
}

/// <summary>The end of a chain of CNAME records.</summary>
/// <param name="TtlSeconds">Least of the chain.</param>
/// <param name="Final">The local name at its end; null if it leads out, or back to itself.</param>
/// <param name="Target">The name outside to which it leads; null if it does not.</param>
internal sealed record LocalAlias(uint TtlSeconds, LocalNode? Final, byte[]? Target);
