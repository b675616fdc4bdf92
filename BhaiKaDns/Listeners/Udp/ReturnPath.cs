using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>A client's socket address as it is kept beside a query that waits, and as the address that policy knows.</summary>
internal static class ReturnPath
{
    // Places in sockaddr_in and sockaddr_in6; the same on Linux, macOS and Windows.
    private const int IPv4AddressOffset = 4;
    private const int IPv6AddressOffset = 8;

    /// <summary>Keeps the address: its length in octets, then the octets.</summary>
    public static void Write(Span<byte> path, SocketAddress address)
    {
        path[0] = (byte)address.Size;
        address.Buffer.Span[..address.Size].CopyTo(path[1..]);
    }

    /// <summary>Fills an address of the same family from what was kept.</summary>
    public static void Read(ReadOnlySpan<byte> path, SocketAddress address)
    {
        int size = path[0];
        address.Size = size;
        path.Slice(1, size).CopyTo(address.Buffer.Span);
    }

    public static ClientAddress Client(SocketAddress address) => address.Family is AddressFamily.InterNetwork
        ? ClientAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(address.Buffer.Span[IPv4AddressOffset..]))
        : ClientAddress.FromIPv6(address.Buffer.Span.Slice(IPv6AddressOffset, ClientAddress.Length));
}
