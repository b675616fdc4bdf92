using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>Tells Kestrel where to listen: the URLs of <see cref="AdminOptions"/> and the control socket.</summary>
internal sealed partial class HttpListeners(
    IOptions<AdminOptions> admin, DataDirectory directory, HealthBoard health, ILogger<HttpListeners> logger)
    : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>, IDisposable
{
    private const long MaxBodyLength = 256 * 1024;
    private const int MaxConnections = 512;

    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);

    private readonly HashSet<IPEndPoint> _wanted = [];
    private Socket? _controlSocket;

    /// <summary>Nothing is listened on; known once Kestrel's options were configured.</summary>
    public bool IsSilent => _wanted.Count == 0 && _controlSocket is null;

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MaxBodyLength;
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
        options.Limits.RequestHeadersTimeout = HeaderTimeout;
        options.ConfigureEndpointDefaults(static endPoint => endPoint.Protocols = HttpProtocols.Http1);
        if (admin.Value.Enabled)
        {
            foreach (IPEndPoint endPoint in admin.Value.Listen.SelectMany(AddressesOf))
            {
                ListenOn(options, endPoint, static _ => { });
            }

            foreach (IPEndPoint endPoint in admin.Value.BlockPageListen.SelectMany(AddressesOf))
            {
                ListenOn(options, endPoint, static listen => listen.Use(static next => connection =>
                {
                    connection.Features.Set(BlockPageConnection.Instance);
                    return next(connection);
                }));
            }
        }

        ListenOnControlSocket(options);
    }

    public void Configure(SocketTransportOptions options) => options.CreateBoundListenSocket = CreateSocket;

    /// <summary>A server that never started leaves the control socket here; closed later, it would take the file of the next one with it.</summary>
    public void Dispose() => _controlSocket?.Dispose();

    private static IReadOnlyList<IPEndPoint> AddressesOf(string url) => ListenUrl.TryParse(url, out IReadOnlyList<IPEndPoint> endPoints) ? endPoints : [];

    private void ListenOn(KestrelServerOptions options, IPEndPoint endPoint, Action<ListenOptions> configure)
    {
        if (endPoint.AddressFamily is AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
        {
            LogNoIPv6(endPoint);
        }
        else if (_wanted.Add(endPoint) || endPoint.Port == 0)
        {
            options.Listen(endPoint, configure);
        }
    }

    private void ListenOnControlSocket(KestrelServerOptions options)
    {
        if (ControlSocket.EndPoint(directory) is not { } endPoint)
        {
            health.Report(HealthParts.ControlSocket, HealthState.Degraded, "The data directory's path is too long for a socket, so commands cannot reach this instance.");
            return;
        }

        try
        {
            _controlSocket = ControlSocket.Bind(endPoint);
            options.ListenUnixSocket(endPoint.ToString(), static listen => listen.Use(static next => connection =>
            {
                connection.Features.Set(ControlConnection.Instance);
                return next(connection);
            }));
            health.Report(HealthParts.ControlSocket, HealthState.Ok, "Commands can reach this instance.");
        }
        catch (Exception exception) when (exception is SocketException or UnauthorizedAccessException || (exception is IOException and not BindException))
        {
            health.Report(HealthParts.ControlSocket, HealthState.Degraded, $"The control socket cannot be made, so commands cannot reach this instance: {exception.Message}");
        }
    }

    private Socket CreateSocket(EndPoint endPoint)
    {
        if (endPoint is UnixDomainSocketEndPoint && _controlSocket is { } control)
        {
            return control;
        }

        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException exception) when (endPoint is IPEndPoint address)
        {
            throw new BindException($"http://{address}", Hosting.Linux.PortHolder.Find(ProtocolType.Tcp, address), exception);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "This machine has no IPv6, so {Address} is not served.")]
    private partial void LogNoIPv6(IPEndPoint address);
}
