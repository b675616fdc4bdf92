using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>Makes the bound sockets, as many for an address as it has workers.</summary>
internal static class UdpBinding
{
    // A burst of about 10,000 queries survives while the thread is away; the kernel lowers it to its own bound.
    private const int ReceiveBufferBytes = 4 * 1024 * 1024;

    // An idle worker wakes this often: too seldom to be seen in the processor's time.
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(1);

    // SOL_SOCKET, SO_REUSEPORT; IPPROTO_IP, IP_PKTINFO; IPPROTO_IPV6, IPV6_RECVPKTINFO (Linux).
    private const int SocketLevel = 1;
    private const int ReusePort = 15;
    private const int IPv4Level = 0;
    private const int IPv4PacketInfo = 8;
    private const int IPv6Level = 41;
    private const int IPv6ReceivePacketInfo = 49;

    /// <summary>
    /// What is to be bound: where both families listen on any address, one dual-stack socket serves both, unless the machine has no IPv6.
    /// </summary>
    public static IReadOnlyList<IPEndPoint> Plan(IReadOnlyList<IPEndPoint> endPoints) =>
        !Socket.OSSupportsIPv6
            ? endPoints
            : [.. endPoints.Where(endPoint => !endPoint.Address.Equals(IPAddress.Any) || !HasDualStackPartner(endPoint, endPoints))];

    /// <summary>What a socket for this address is: another with the same key can stand in for it.</summary>
    public static string KeyOf(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all) => $"udp {endPoint}{(IsDualStack(endPoint, all) ? " and IPv4" : "")}";

    /// <summary>Binds one address once for each worker; empty when it is an IPv6 address on a machine without IPv6.</summary>
    /// <param name="beside">A socket of this program that the new ones share the address with; null where there is none.</param>
    /// <exception cref="BindException">The address is taken or not of this machine.</exception>
    public static IReadOnlyList<Socket> Bind(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all, int workers, Socket? beside = null)
    {
        List<Socket> sockets = [];
        bool isDualStack = IsDualStack(endPoint, all);
        try
        {
            // Sharing a port is agreed on by all who bind it: without this, two servers of one user would share it in silence.
            if (beside is not null)
            {
                endPoint = (IPEndPoint)beside.LocalEndPoint!;
            }
            else
            {
                using Socket probe = Open(endPoint, isDualStack);
                probe.Bind(endPoint);
                endPoint = (IPEndPoint)probe.LocalEndPoint!;
            }

            for (int worker = 0; worker < workers; worker++)
            {
                Socket socket = Open(endPoint, isDualStack);
                sockets.Add(socket);
                Prepare(socket, endPoint);
                socket.Bind(endPoint);
            }

            return sockets;
        }
        catch (SocketException exception)
        {
            sockets.ForEach(socket => socket.Dispose());
            if (exception.SocketErrorCode is SocketError.AddressFamilyNotSupported
                || (exception.SocketErrorCode is SocketError.AddressNotAvailable && (IsIPv6Any(endPoint) || endPoint.Address.Equals(IPAddress.IPv6Loopback))))
            {
                return [];
            }

            throw new BindException($"udp {endPoint}", PortHolder.Find(ProtocolType.Udp, endPoint), exception);
        }
    }

    /// <summary>Whether a datagram's own destination must be told with it: an any-address has many.</summary>
    public static bool NeedsPacketInfo(EndPoint endPoint) => endPoint is IPEndPoint { Address: { } address } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static bool HasDualStackPartner(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all) =>
        endPoint.Address.Equals(IPAddress.Any) && all.Any(other => IsIPv6Any(other) && other.Port == endPoint.Port);

    private static bool IsDualStack(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all) => IsIPv6Any(endPoint) && all.Any(other => HasDualStackPartner(other, [endPoint]));

    private static bool IsIPv6Any(IPEndPoint endPoint) => endPoint.Address.Equals(IPAddress.IPv6Any);

    private static Socket Open(IPEndPoint endPoint, bool isDualStack)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (endPoint.AddressFamily is AddressFamily.InterNetworkV6)
        {
            socket.DualMode = isDualStack;
        }

        return socket;
    }

    private static void Prepare(Socket socket, IPEndPoint endPoint)
    {
        socket.ReceiveBufferSize = ReceiveBufferBytes;

        // A worker that is to leave the socket to another must come up from the kernel by itself: whatever would wake it closes the socket too.
        socket.ReceiveTimeout = (int)LeaveWithin.TotalMilliseconds;
        if (!OperatingSystem.IsLinux())
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
            return;
        }

        socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
        if (NeedsPacketInfo(endPoint))
        {
            bool isIPv6 = endPoint.AddressFamily is AddressFamily.InterNetworkV6;
            socket.SetRawSocketOption(isIPv6 ? IPv6Level : IPv4Level, isIPv6 ? IPv6ReceivePacketInfo : IPv4PacketInfo, BitConverter.GetBytes(1));
        }
    }
}
