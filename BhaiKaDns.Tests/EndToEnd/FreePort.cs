using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.EndToEnd;

/// <summary>Loopback addresses that nobody listens on, over UDP or TCP, at the moment of asking.</summary>
internal static class FreePort
{
    private const int MaxAttempts = 50;

    public static IPEndPoint Claim()
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            IPEndPoint address = (IPEndPoint)udp.LocalEndPoint!;
            using Socket tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                tcp.Bind(address);
                return address;
            }
            catch (SocketException)
            {
                // Free for one protocol only; the next one.
            }
        }

        throw new InvalidOperationException("No port is free over both UDP and TCP.");
    }
}
