using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Caching;

/// <summary>What makes two questions the same for the cache: policy class, type, the DO and CD bits, and the name. Class is always IN.</summary>
internal readonly ref struct CacheKey
{
    private const int TypeShift = 16;
    private const int DnssecOkShift = 32;
    private const int CheckingDisabledShift = 33;

    private CacheKey(ReadOnlySpan<byte> name, ulong nameHash, ulong bits)
    {
        Name = name;
        Bits = bits;
        Hash = SeededHash.Combine(nameHash, bits);
    }

    /// <summary>Lower-case wire form.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>All of the key but the name.</summary>
    public ulong Bits { get; }

    public ulong Hash { get; }

    /// <summary>The key of a query's own question.</summary>
    public static CacheKey Of(QueryContext query) => new(query.Name, query.NameHash, BitsOf(query, query.Query.Type));

    /// <summary>
    /// The key under which it is remembered that <paramref name="name"/>, the query's own or an ancestor of it, does not exist for
    /// any type (RFC 2308, section 5; RFC 8020).
    /// </summary>
    public static CacheKey OfMissingName(QueryContext query, ReadOnlySpan<byte> name) =>
        new(name, SeededHash.Compute(name, 0), BitsOf(query, RecordType.None));

    /// <summary>Takes <see cref="Bits"/> apart again.</summary>
    public static (ushort PolicyClass, RecordType Type, bool DnssecOk, bool CheckingDisabled) Read(ulong bits) =>
        ((ushort)bits, (RecordType)(ushort)(bits >> TypeShift), (bits >> DnssecOkShift & 1) == 1, (bits >> CheckingDisabledShift & 1) == 1);

    private static ulong BitsOf(QueryContext query, RecordType type) =>
        query.PolicyClass
        | ((ulong)type << TypeShift)
        | ((query.Query.DnssecOk ? 1UL : 0) << DnssecOkShift)
        | ((query.Query.CheckingDisabled ? 1UL : 0) << CheckingDisabledShift);
}
