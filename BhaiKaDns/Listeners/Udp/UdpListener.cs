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
    private readonly List<(HeldSocket Held, IUdpWorker Worker)> _workers = [];
    private IUdpWorker[] _left = [];

    /// <summary>The addresses that are listened on, with the ports that were given for port 0.</summary>
    public IReadOnlyList<IPEndPoint> BoundTo { get; private set; } = [];

    /// <summary>The sockets that are read.</summary>
    public IReadOnlyList<HeldSocket> Held => [.. _workers.Select(worker => worker.Held)];

    private int WorkersPerAddress => options.Value.Workers > 0 ? options.Value.Workers : Math.Min(Environment.ProcessorCount, MaxDefaultWorkers);

    /// <summary>The keys of the sockets for these addresses.</summary>
    public IEnumerable<string> Wanted(IReadOnlyList<IPEndPoint> endPoints) => UdpBinding.Plan(endPoints).Select(endPoint => UdpBinding.KeyOf(endPoint, endPoints));

    /// <summary>Binds all addresses, then starts all workers.</summary>
    /// <param name="inherited">Sockets that another house reads; those that fit are read here too, and are not bound again.</param>
    /// <exception cref="BindException">An address could not be bound; then none is, and the start may be tried again.</exception>
    public void Start(IReadOnlyList<IPEndPoint> endPoints, IReadOnlyList<HeldSocket>? inherited = null)
    {
        int perAddress = WorkersPerAddress;
        List<HeldSocket> sockets = [];
        List<Socket> bound = [];
        try
        {
            foreach (IPEndPoint endPoint in UdpBinding.Plan(endPoints))
            {
                string key = UdpBinding.KeyOf(endPoint, endPoints);
                HeldSocket[] known = [.. (inherited ?? []).Where(held => held.Key == key).Take(perAddress)];
                sockets.AddRange(known);
                IReadOnlyList<Socket> fresh = known.Length == perAddress ? [] : UdpBinding.Bind(endPoint, endPoints, perAddress - known.Length, known.FirstOrDefault().Socket);
                bound.AddRange(fresh);
                sockets.AddRange(fresh.Select(socket => new HeldSocket(key, socket)));
                if (known.Length + fresh.Count == 0)
                {
                    LogNoIPv6(endPoint);
                }
            }
        }
        catch (BindException)
        {
            bound.ForEach(socket => socket.Dispose());
            throw;
        }

        BoundTo = [.. sockets.Select(held => (IPEndPoint)held.Socket.LocalEndPoint!).Distinct()];
        _workers.AddRange(sockets.Select(held => (held, CreateWorker(held.Socket, isRateShared: perAddress > 1))));
        _workers.ForEach(worker => worker.Worker.Start());
        LogListening(BoundTo.Count, _workers.Count);
    }

    public Task StopAsync() => CloseOthersAsync([]);

    /// <summary>Stops reading and closes all sockets but these.</summary>
    public async Task CloseOthersAsync(IReadOnlyCollection<Socket> kept)
    {
        (HeldSocket Held, IUdpWorker Worker)[] closing = [.. _workers.Where(worker => !kept.Contains(worker.Held.Socket))];
        await Task.WhenAll(closing.Select(worker => worker.Worker.StopAsync()));
        _ = _workers.RemoveAll(closing.Contains);
    }

    /// <summary>Stops reading and closes the sockets that nobody took over. Late answers still leave by the others, until <see cref="Forget"/>.</summary>
    public async Task LeaveAsync(IReadOnlyCollection<Socket> taken)
    {
        await CloseOthersAsync(taken);
        _left = [.. _workers.Select(worker => worker.Worker)];
        await Task.WhenAll(_left.Select(worker => worker.LeaveAsync()));
        _workers.Clear();
    }

    /// <summary>Sends nothing more on the sockets that others took over.</summary>
    public void Forget() => Array.ForEach(_left, worker => worker.Forget());

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
