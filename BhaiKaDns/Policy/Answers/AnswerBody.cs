using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Answers;

/// <summary>What stands behind the question of an answer of our own, ready to be copied. Owners are pointers to the question.</summary>
internal sealed record AnswerBody(ResponseCode ResponseCode, byte[] Octets, ushort AnswerCount, ushort AuthorityCount)
{
    public static readonly AnswerBody Refused = new(ResponseCode.Refused, [], 0, 0);

    /// <summary>A negative answer with the SOA that lets clients keep it (RFC 2308).</summary>
    public static AnswerBody Negative(ResponseCode code, uint ttlSeconds)
    {
        byte[] octets = new byte[OwnSoa.RecordLength];
        MessageWriter writer = new(octets, 0);
        _ = OwnSoa.TryWrite(ref writer, zoneAt: 0, ttlSeconds);
        return new AnswerBody(code, octets, 0, 1);
    }

    /// <summary>Addresses of one family; a negative answer if there are none.</summary>
    /// <param name="type">A or AAAA.</param>
    public static AnswerBody Addresses(RecordType type, IReadOnlyList<byte[]> addresses, uint ttlSeconds)
    {
        if (addresses.Count == 0)
        {
            return Negative(ResponseCode.NoError, ttlSeconds);
        }

        byte[] octets = new byte[addresses.Sum(address => OwnSoa.RecordFixedLength + address.Length)];
        MessageWriter writer = new(octets, 0);
        foreach (byte[] address in addresses)
        {
            _ = writer.TryWriteRecord(OwnSoa.Question, type, ttlSeconds, address);
        }

        return new AnswerBody(ResponseCode.NoError, octets, (ushort)addresses.Count, 0);
    }
}
