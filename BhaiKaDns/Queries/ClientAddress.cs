using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Queries;

/// <summary>A client's address as 128 bits in network order; IPv4 in its mapped form (RFC 4291, section 2.5.5.2).</summary>
internal readonly record struct ClientAddress(ulong High, ulong Low)
{
    public const int Length = 16;

    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    public bool IsIPv4 => High == 0 && (Low >> 32) == 0xFFFF;

    /// <summary>The four octets of an IPv4 address as a number; meaningless unless <see cref="IsIPv4"/>.</summary>
    public uint IPv4 => (uint)Low;

    public static ClientAddress FromIPv4(uint address) => new(0, MappedPrefix | address);

    /// <param name="octets">16 octets in network order.</param>
    public static ClientAddress FromIPv6(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(octets), BinaryPrimitives.ReadUInt64BigEndian(octets[8..]));

    public static ClientAddress From(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[Length];
        _ = address.TryWriteBytes(octets, out _);
        return address.AddressFamily is AddressFamily.InterNetwork ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(octets)) : FromIPv6(octets);
    }

    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64BigEndian(octets, High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Low);
    }

    public IPAddress ToIPAddress()
    {
        Span<byte> octets = stackalloc byte[Length];
        Write(octets);
        return IsIPv4 ? new IPAddress(octets[12..]) : new IPAddress(octets);
    }

    /// <summary>The address with all but its first bits cleared; <paramref name="bits"/> counts from the start of the 128.</summary>
    public ClientAddress Prefix(int bits) => bits switch
    {
        <= 0 => default,
        < 64 => new(High & (ulong.MaxValue << (64 - bits)), 0),
        64 => new(High, 0),
        < 128 => new(High, Low & (ulong.MaxValue << (128 - bits))),
        _ => this,
    };

    public override string ToString() => ToIPAddress().ToString();
}
