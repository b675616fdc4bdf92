using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>Makes the listening sockets.</summary>
internal static class TcpBinding
{
    // Connections that wait to be accepted; the kernel lowers it to its own bound.
    private const int Backlog = 1024;

    /// <summary>What a socket for this address is: another with the same key can stand in for it.</summary>
    public static string KeyOf(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all) => $"tcp {endPoint}{(IsDualMode(endPoint, all) ? " and IPv4" : "")}";

    /// <summary>
    /// Binds one address. Null when it is an IPv6 address that this machine cannot have because it has no IPv6.
    /// </summary>
    /// <param name="all">Every address of the settings: [::] takes IPv4 in too unless 0.0.0.0 with the same port is one of them.</param>
    /// <exception cref="BindException">The address is taken or not of this machine.</exception>
    public static Socket? TryListen(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.AddressFamily is AddressFamily.InterNetworkV6)
            {
                socket.DualMode = IsDualMode(endPoint, all);
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            if (IsWithoutIPv6(endPoint, exception.SocketErrorCode))
            {
                return null;
            }

            throw new BindException($"tcp {endPoint}", PortHolder.Find(ProtocolType.Tcp, endPoint), exception);
        }
    }

    private static bool IsDualMode(IPEndPoint endPoint, IReadOnlyList<IPEndPoint> all) =>
        IsAny(endPoint) && !all.Any(other => other.Address.Equals(IPAddress.Any) && other.Port == endPoint.Port);

    private static bool IsAny(IPEndPoint endPoint) => endPoint.Address.Equals(IPAddress.IPv6Any);

    private static bool IsWithoutIPv6(IPEndPoint endPoint, SocketError error) =>
        endPoint.AddressFamily is AddressFamily.InterNetworkV6
        && (error is SocketError.AddressFamilyNotSupported
            || (error is SocketError.AddressNotAvailable && (IsAny(endPoint) || IPAddress.IsLoopback(endPoint.Address))));
}
