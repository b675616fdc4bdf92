using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of A (RFC 1035, section 3.4.1) and AAAA (RFC 3596, section 2.2).</summary>
internal static class AddressData
{
    public const int IPv4Length = 4;
    public const int IPv6Length = 16;

    /// <summary>The address of an A record in class IN.</summary>
    public static bool TryReadIPv4(ReadOnlySpan<byte> message, in RecordView record, out uint address)
    {
        bool fits = record is { Type: RecordType.A, Class: RecordClass.Internet, DataLength: IPv4Length };
        address = fits ? BinaryPrimitives.ReadUInt32BigEndian(message[record.DataOffset..]) : 0;
        return fits;
    }

    /// <summary>The 16 octets of an AAAA record's address.</summary>
    public static bool TryReadIPv6(ReadOnlySpan<byte> message, in RecordView record, out ReadOnlySpan<byte> address)
    {
        bool fits = record is { Type: RecordType.Aaaa, Class: RecordClass.Internet, DataLength: IPv6Length };
        address = fits ? message.Slice(record.DataOffset, IPv6Length) : default;
        return fits;
    }
}
