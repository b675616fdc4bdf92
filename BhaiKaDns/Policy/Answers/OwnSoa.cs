using System.Buffers.Binary;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Answers;

/// <summary>The SOA of negative answers that this server gives by itself.</summary>
internal static class OwnSoa
{
    /// <summary>Octets of a record whose owner is a pointer, without its RDATA.</summary>
    public const int RecordFixedLength = 12;

    /// <summary>Octets of the whole record.</summary>
    public const int RecordLength = RecordFixedLength + 47;

    /// <summary>Pointer to octet 12, where the question begins.</summary>
    public static ReadOnlySpan<byte> Question => [0xC0, 0x0C];

    // MNAME localhost., RNAME nobody.invalid., serial 1, refresh 1 h, retry 20 min, expire 7 d; minimum follows.
    private static ReadOnlySpan<byte> Start =>
    [
        9, (byte)'l', (byte)'o', (byte)'c', (byte)'a', (byte)'l', (byte)'h', (byte)'o', (byte)'s', (byte)'t', 0,
        6, (byte)'n', (byte)'o', (byte)'b', (byte)'o', (byte)'d', (byte)'y', 7, (byte)'i', (byte)'n', (byte)'v', (byte)'a', (byte)'l', (byte)'i', (byte)'d', 0,
        0, 0, 0, 1, 0, 0, 0x0E, 0x10, 0, 0, 0x04, 0xB0, 0, 0x09, 0x3A, 0x80,
    ];

    /// <param name="zoneAt">Octets of the name asked for before those that name the zone.</param>
    public static bool TryWrite(ref MessageWriter writer, int zoneAt, uint ttlSeconds)
    {
        // A long name's zone may begin behind octet 255.
        int target = MessageHeader.Length + zoneAt;
        ReadOnlySpan<byte> owner = [(byte)(0xC0 | (target >> 8)), (byte)target];
        return TryWrite(ref writer, owner, ttlSeconds);
    }

    /// <param name="owner">Plain wire form or a pointer.</param>
    public static bool TryWrite(ref MessageWriter writer, scoped ReadOnlySpan<byte> owner, uint ttlSeconds)
    {
        Span<byte> soa = stackalloc byte[RecordLength - RecordFixedLength];
        Start.CopyTo(soa);
        BinaryPrimitives.WriteUInt32BigEndian(soa[Start.Length..], ttlSeconds);
        return writer.TryWriteRecord(owner, RecordType.Soa, ttlSeconds, soa);
    }
}
