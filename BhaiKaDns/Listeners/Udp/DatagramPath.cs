using System.Buffers.Binary;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>
/// A datagram's way back as the kernel gave it: the client's socket address, and the control message that names the address the query
/// was sent to (IP_PKTINFO), so that the answer leaves from there.
/// </summary>
internal static class DatagramPath
{
    /// <summary><c>sockaddr_in6</c>, the longer of the two.</summary>
    public const int NameCapacity = 28;

    /// <summary>One control message with <c>in6_pktinfo</c>, the longer of the two.</summary>
    public const int ControlCapacity = 40;

    private const int NameAt = 8;
    private const int ControlAt = 40;
    private const int FamilyIPv6 = 10;
    private const int IPv4AddressAt = 4;
    private const int IPv6AddressAt = 8;

    // cmsghdr is 16 octets; in6_pktinfo is 16 octets of address and 4 of interface.
    private const int PacketInfoAt = 16;
    private const int InterfaceAt = PacketInfoAt + 16;

    /// <summary>Keeps both in the query.</summary>
    public static void Store(Span<byte> path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control)
    {
        path[0] = (byte)name.Length;
        path[1] = (byte)control.Length;
        name.CopyTo(path[NameAt..]);
        control.CopyTo(path[ControlAt..]);
    }

    public static Span<byte> Name(Span<byte> path) => path.Slice(NameAt, path[0]);

    public static Span<byte> Control(Span<byte> path) => path.Slice(ControlAt, path[1]);

    /// <summary>The address inside a <c>sockaddr</c>.</summary>
    public static ClientAddress AddressOf(ReadOnlySpan<byte> name) =>
        BinaryPrimitives.ReadUInt16LittleEndian(name) == FamilyIPv6
            ? ClientAddress.FromIPv6(name.Slice(IPv6AddressAt, ClientAddress.Length))
            : ClientAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(name[IPv4AddressAt..]));

    /// <summary>
    /// Lets the route decide the interface: pinned to the one the query came by, an answer over another route would be lost. Only
    /// link-local addresses mean nothing without it.
    /// </summary>
    public static void FreeInterface(Span<byte> control)
    {
        if (control.Length == ControlCapacity && (control[PacketInfoAt] != 0xFE || (control[PacketInfoAt + 1] & 0xC0) != 0x80))
        {
            control.Slice(InterfaceAt, sizeof(int)).Clear();
        }
        else if (control.Length == PacketInfoAt + 16)
        {
            // in_pktinfo: interface first.
            control.Slice(PacketInfoAt, sizeof(int)).Clear();
        }
    }
}
