using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Hosting;

/// <summary>Tries addresses that settings name for the first time, before anything is given up for them.</summary>
internal static class AddressTrial
{
    /// <summary>Why an address that is new in <paramref name="after"/> cannot be had; null if all can, as far as that can be known ahead.</summary>
    public static string? Objection(IConfiguration before, IConfiguration after)
    {
        HashSet<IPEndPoint> held = [.. Dns(before), .. Pages(before)];
        foreach ((IPEndPoint endPoint, ProtocolType protocol) in Dns(after).SelectMany(OverBoth).Concat(Pages(after).Select(endPoint => (endPoint, ProtocolType.Tcp))))
        {
            // On a port that this program holds in another way only the address can be tried.
            bool isOwnPort = held.Any(other => other.Port == endPoint.Port);
            if (!held.Contains(endPoint) && Objection(endPoint, isOwnPort ? 0 : endPoint.Port, protocol) is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    private static string? Objection(IPEndPoint endPoint, int port, ProtocolType protocol)
    {
        if (endPoint.AddressFamily is AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
        {
            return null;
        }

        try
        {
            using Socket socket = new(endPoint.AddressFamily, protocol is ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
            socket.Bind(new IPEndPoint(endPoint.Address, port));
            return null;
        }
        catch (SocketException exception)
        {
            return new BindException($"{protocol.ToString().ToLowerInvariant()} {endPoint}", PortHolder.Find(protocol, endPoint), exception).Message;
        }
    }

    private static IEnumerable<(IPEndPoint EndPoint, ProtocolType Protocol)> OverBoth(IPEndPoint endPoint) => [(endPoint, ProtocolType.Tcp), (endPoint, ProtocolType.Udp)];

    private static IEnumerable<IPEndPoint> Dns(IConfiguration configuration) =>
        Bound<DnsOptions>(configuration, DnsOptions.Section).Listen.SelectMany<string, IPEndPoint>(text => ListenAddress.TryParse(text, out IPEndPoint endPoint) ? [endPoint] : []);

    private static IEnumerable<IPEndPoint> Pages(IConfiguration configuration)
    {
        AdminOptions admin = Bound<AdminOptions>(configuration, AdminOptions.Section);
        return admin.Enabled ? admin.Listen.SelectMany(text => ListenUrl.TryParse(text, out IReadOnlyList<IPEndPoint> endPoints) ? endPoints : []) : [];
    }

    private static T Bound<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        T options = new();
        SectionBinder.Bind(configuration.GetSection(section), options);
        return options;
    }
}
