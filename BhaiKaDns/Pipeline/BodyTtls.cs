using System.Buffers.Binary;

namespace BhaiKaDns.Pipeline;

/// <summary>Changes the TTLs of records that we stored ourselves, so their form is known to be right.</summary>
internal static class BodyTtls
{
    private const int TtlAt = 4;
    private const int DataLengthAt = 8;
    private const int FixedLength = 10;

    /// <summary>Takes the seconds since storing off each TTL.</summary>
    public static void Age(Span<byte> body, int records, uint ageSeconds)
    {
        int at = 0;
        for (int index = 0; index < records; index++)
        {
            at = BehindName(body, at);
            Span<byte> ttl = body.Slice(at + TtlAt, sizeof(uint));
            uint stored = BinaryPrimitives.ReadUInt32BigEndian(ttl);
            BinaryPrimitives.WriteUInt32BigEndian(ttl, stored > ageSeconds ? stored - ageSeconds : 0);
            at += FixedLength + BinaryPrimitives.ReadUInt16BigEndian(body[(at + DataLengthAt)..]);
        }
    }

    /// <summary>Gives each record the same TTL.</summary>
    public static void Set(Span<byte> body, int records, uint ttlSeconds)
    {
        int at = 0;
        for (int index = 0; index < records; index++)
        {
            at = BehindName(body, at);
            BinaryPrimitives.WriteUInt32BigEndian(body.Slice(at + TtlAt, sizeof(uint)), ttlSeconds);
            at += FixedLength + BinaryPrimitives.ReadUInt16BigEndian(body[(at + DataLengthAt)..]);
        }
    }

    /// <summary>Keeps each TTL within bounds.</summary>
    public static void Clamp(Span<byte> body, int records, uint minSeconds, uint maxSeconds)
    {
        int at = 0;
        for (int index = 0; index < records; index++)
        {
            at = BehindName(body, at);
            Span<byte> ttl = body.Slice(at + TtlAt, sizeof(uint));
            uint stored = BinaryPrimitives.ReadUInt32BigEndian(ttl);
            BinaryPrimitives.WriteUInt32BigEndian(ttl, Math.Max(Math.Min(stored, maxSeconds), minSeconds));
            at += FixedLength + BinaryPrimitives.ReadUInt16BigEndian(body[(at + DataLengthAt)..]);
        }
    }

    private static int BehindName(Span<byte> body, int at)
    {
        while (body[at] is not 0 and < 0xC0)
        {
            at += body[at] + 1;
        }

        return at + (body[at] == 0 ? 1 : 2);
    }
}
