using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.SafeSearch;

/// <summary>A search engine and where its safe mode lives.</summary>
/// <param name="Id">As in <c>SafeSearch</c> of a group.</param>
/// <param name="Target">Wire form of the name that stands in for the engine's own; null where it gives addresses instead.</param>
/// <param name="Addresses">4 or 16 octets each.</param>
/// <param name="Names">Wire forms of the engine's names.</param>
internal sealed record SearchEngine(string Id, byte[]? Target, IReadOnlyList<byte[]> Addresses, IReadOnlyList<byte[]> Names)
{
    private const uint TtlSeconds = 300;

    public bool HasIPv4 { get; } = Target is not null || Addresses.Any(address => address.Length == AddressData.IPv4Length);

    public bool HasIPv6 { get; } = Target is not null || Addresses.Any(address => address.Length == AddressData.IPv6Length);

    /// <summary>The answers to questions for A and AAAA; null where there is none of the type.</summary>
    public PreparedAnswer? Prepare(RecordType type)
    {
        if (type is not (RecordType.A or RecordType.Aaaa))
        {
            return null;
        }

        if (Target is not null)
        {
            return new PreparedAnswer(ResponseCode.NoError, [new PreparedRecord(RecordType.Cname, TtlSeconds, Target)], Target);
        }

        int length = type is RecordType.A ? AddressData.IPv4Length : AddressData.IPv6Length;
        PreparedRecord[] records = [.. Addresses.Where(address => address.Length == length).Select(address => new PreparedRecord(type, TtlSeconds, address))];
        return records.Length == 0 ? null : new PreparedAnswer(ResponseCode.NoError, records);
    }
}
