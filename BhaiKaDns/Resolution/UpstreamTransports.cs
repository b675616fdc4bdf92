namespace BhaiKaDns.Resolution;

/// <summary>The transports of this machine.</summary>
/// <param name="Datagrams">UDP.</param>
/// <param name="Streams">TCP.</param>
internal sealed record UpstreamTransports(IUpstreamTransport Datagrams, IUpstreamTransport Streams) : IDisposable
{
    public static UpstreamTransports Create(ILoggerFactory loggers, TimeProvider time) => new(
        OperatingSystem.IsLinux()
            ? new EpollUdpTransport(loggers.CreateLogger<EpollUdpTransport>())
            : new SocketUdpTransport(loggers.CreateLogger<SocketUdpTransport>()),
        new TcpTransport(time));

    public void Dispose()
    {
        Datagrams.Dispose();
        Streams.Dispose();
    }
}
