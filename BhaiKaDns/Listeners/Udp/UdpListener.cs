using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Pipeline;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>DNS over UDP on any number of addresses: sockets, and a worker for each.</summary>
internal sealed partial class UdpListener(
    IOptions<DnsOptions> options, QueryPipeline pipeline, MonotonicClock clock, ListenersMetrics metrics, ILoggerFactory loggers)
{
    // More threads on one address only take the cores from each other.
    private const int MaxDefaultWorkers = 4;

    private readonly ILogger _logger = loggers.CreateLogger<UdpListener>();
    private readonly List<IUdpWorker> _workers = [];

    /// <summary>The addresses that are listened on, with the ports that were given for port 0.</summary>
    public IReadOnlyList<IPEndPoint> BoundTo { get; private set; } = [];

    /// <summary>Binds all addresses, then starts all workers.</summary>
    /// <exception cref="BindException">An address could not be bound; then none is, and the start may be tried again.</exception>
    public void Start(IReadOnlyList<IPEndPoint> endPoints)
    {
        int perAddress = options.Value.Workers > 0 ? options.Value.Workers : Math.Min(Environment.ProcessorCount, MaxDefaultWorkers);
        List<Socket> sockets = [];
        try
        {
            foreach (IPEndPoint endPoint in UdpBinding.Plan(endPoints))
            {
                IReadOnlyList<Socket> bound = UdpBinding.Bind(endPoint, endPoints, perAddress);
                if (bound.Count == 0)
                {
                    LogNoIPv6(endPoint);
                }

                sockets.AddRange(bound);
            }
        }
        catch (BindException)
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        BoundTo = [.. sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!).Distinct()];
        _workers.AddRange(sockets.Select(socket => CreateWorker(socket, isRateShared: perAddress > 1)));
        _workers.ForEach(worker => worker.Start());
        LogListening(BoundTo.Count, _workers.Count);
    }

    public Task StopAsync() => Task.WhenAll(_workers.Select(worker => worker.StopAsync()));

    private IUdpWorker CreateWorker(Socket socket, bool isRateShared)
    {
        int lane = pipeline.OpenLane(isRateShared);
        return BatchedSockets.IsSupported
            ? new BatchedUdpWorker(socket, lane, pipeline, clock, metrics, loggers.CreateLogger<BatchedUdpWorker>())
            : new SocketUdpWorker(socket, lane, pipeline.TryHandle, pipeline.EndBatch, clock, metrics, loggers.CreateLogger<SocketUdpWorker>());
    }

    [LoggerMessage(2030, LogLevel.Information, "Answering over UDP on {Addresses} addresses with {Workers} threads.")]
    private partial void LogListening(int addresses, int workers);

    [LoggerMessage(2032, LogLevel.Warning, "{Address} is not listened on over UDP: this machine has no IPv6.")]
    private partial void LogNoIPv6(IPEndPoint address);
}
