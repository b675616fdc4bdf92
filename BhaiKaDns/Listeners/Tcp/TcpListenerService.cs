using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>DNS over TCP (RFC 7766) on any number of addresses: accepts within the caps, sweeps what is overdue, stops in order.</summary>
internal sealed partial class TcpListenerService(
    IReadOnlyList<IPEndPoint> endPoints,
    Func<int> openLane,
    QueryHandler handler,
    BatchEnd endBatch,
    IOptions<TcpOptions> options,
    MonotonicClock clock,
    TimeProvider time,
    ListenersMetrics metrics,
    ILogger<TcpListenerService> logger) : IHostedService, IDisposable
{
    // Time-outs are late by at most this.
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(500);

    // Pause after an accept that failed for want of descriptors or memory; spinning would not make any.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    // RFC 7828, section 3.1.
    private static readonly TimeSpan KeepaliveUnit = TimeSpan.FromMilliseconds(100);

    private readonly TcpOptions _limits = options.Value;
    private readonly ConnectionTable _table = new(options.Value);
    private readonly List<HeldSocket> _listening = [];
    private readonly List<(Socket? Socket, Task Task)> _loops = [];
    private readonly Lock _gate = new();
    private readonly HashSet<TcpConnection> _open = [];
    private CancellationTokenSource _stopping = new();
    private TcpLanes? _lanes;
    private TaskCompletionSource? _allClosed;
    private IReadOnlyList<HeldSocket> _inherited = [];

    /// <summary>The addresses that are listened on, with the ports that were given for port 0.</summary>
    public IReadOnlyList<IPEndPoint> BoundTo { get; private set; } = [];

    /// <summary>The sockets that are listened on.</summary>
    public IReadOnlyList<HeldSocket> Held => [.. _listening];

    public int OpenConnections => _table.Count;

    /// <summary>The keys of the sockets for the addresses of this service.</summary>
    public IEnumerable<string> Wanted() => endPoints.Select(endPoint => TcpBinding.KeyOf(endPoint, endPoints));

    /// <summary>Sockets that another house listens on; at the start those that fit are taken over.</summary>
    public void Inherit(IReadOnlyList<HeldSocket> sockets) => _inherited = sockets;

    /// <summary>Opens the listeners; also again after a stop.</summary>
    /// <exception cref="BindException">An address could not be bound; then none is, and the start may be tried again.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (IPEndPoint endPoint in endPoints)
            {
                string key = TcpBinding.KeyOf(endPoint, endPoints);
                Socket? socket = _inherited.FirstOrDefault(held => held.Key == key).Socket ?? TcpBinding.TryListen(endPoint, endPoints);
                if (socket is null)
                {
                    LogNoIPv6(endPoint);
                    continue;
                }

                _listening.Add(new HeldSocket(key, socket));
            }
        }
        catch (BindException)
        {
            CloseListening([.. _inherited.Select(held => held.Socket)]);
            _listening.Clear();
            throw;
        }

        if (_stopping.IsCancellationRequested)
        {
            _stopping.Dispose();
            _stopping = new CancellationTokenSource();
            _loops.Clear();
        }

        BoundTo = [.. _listening.Select(held => (IPEndPoint)held.Socket.LocalEndPoint!)];
        _lanes ??= new TcpLanes(openLane, endBatch, (ushort)(_limits.IdleTimeout / KeepaliveUnit), Environment.ProcessorCount);
        _loops.AddRange(_listening.Select(held => ((Socket?)held.Socket, AcceptAllAsync(held.Socket, _lanes))));
        _loops.Add((null, SweepAsync()));
        LogListening(BoundTo.Count);
        return Task.CompletedTask;
    }

    /// <summary>Listens no more, closes the sockets that nobody took over, and ends as <see cref="StopAsync"/> does.</summary>
    public Task LeaveAsync(IReadOnlyCollection<Socket> taken) => EndAsync(taken, CancellationToken.None);

    /// <summary>Closes all sockets but these; connections stay.</summary>
    public async Task CloseOthersAsync(IReadOnlyCollection<Socket> kept)
    {
        Socket[] closing = CloseListening(kept);
        await Task.WhenAll(_loops.Where(loop => closing.Contains(loop.Socket)).Select(loop => loop.Task));
    }

    public Task StopAsync(CancellationToken cancellationToken) => EndAsync([], cancellationToken);

    private async Task EndAsync(IReadOnlyCollection<Socket> kept, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _ = CloseListening(kept);
        await Task.WhenAll(_loops.Select(loop => loop.Task));
        _listening.Clear();
        Task allClosed = StopConnections();
        try
        {
            await allClosed.WaitAsync(_limits.StopTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogStopUnfinished(_table.Count);
        }

        foreach (TcpConnection connection in Open())
        {
            connection.Close(CloseReason.Stopping);
        }

        await allClosed;
    }

    public void Dispose()
    {
        _ = CloseListening([]);
        _stopping.Dispose();
    }

    private async Task AcceptAllAsync(Socket listening, TcpLanes lanes)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Accept(await listening.AcceptAsync(_stopping.Token), lanes);
            }
            catch (Exception exception) when (_stopping.IsCancellationRequested && exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                // This socket alone was closed; the others go on.
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // The client had gone before it was accepted.
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                LogAcceptFailed(exception);
                await Task.Delay(AcceptPause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Accept(Socket socket, TcpLanes lanes)
    {
        TcpConnection connection;
        try
        {
            connection = new TcpConnection(socket, handler, lanes, clock, _limits);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return;
        }

        if (!_table.TryAdd(connection.State, out ConnectionState? evicted))
        {
            connection.Close(CloseReason.Evicted);
            connection.Dispose();
            metrics.Refused();
            return;
        }

        evicted?.Close(CloseReason.Evicted);
        metrics.Accepted();
        lock (_gate)
        {
            _ = _open.Add(connection);
        }

        _ = ServeAsync(connection);
    }

    private async Task ServeAsync(TcpConnection connection)
    {
        try
        {
            await connection.RunAsync();
        }
        catch (Exception exception)
        {
            // One connection's failure must not reach the others.
            LogConnectionFailed(exception);
        }

        _table.Remove(connection.State);
        metrics.Closed(connection.Reason);
        connection.Dispose();
        lock (_gate)
        {
            _ = _open.Remove(connection);
            if (_open.Count == 0)
            {
                _ = _allClosed?.TrySetResult();
            }
        }
    }

    private async Task SweepAsync()
    {
        List<(ConnectionState Connection, CloseReason Reason)> overdue = [];
        using PeriodicTimer timer = new(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                overdue.Clear();
                _table.CollectOverdue(clock.Milliseconds, overdue);
                foreach ((ConnectionState connection, CloseReason reason) in overdue)
                {
                    connection.Close(reason);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stop.
        }
    }

    // Completes when the last connection has ended.
    private Task StopConnections()
    {
        lock (_gate)
        {
            _allClosed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_open.Count == 0)
            {
                _allClosed.SetResult();
            }
        }

        foreach (TcpConnection connection in Open())
        {
            connection.Stop();
        }

        return _allClosed.Task;
    }

    private TcpConnection[] Open()
    {
        lock (_gate)
        {
            return [.. _open];
        }
    }

    private Socket[] CloseListening(IReadOnlyCollection<Socket> kept)
    {
        Socket[] closing = [.. _listening.Select(held => held.Socket).Where(socket => !kept.Contains(socket))];
        Array.ForEach(closing, socket => socket.Dispose());
        _ = _listening.RemoveAll(held => closing.Contains(held.Socket));
        return closing;
    }

    [LoggerMessage(2000, LogLevel.Information, "Answering over TCP on {Count} addresses.")]
    private partial void LogListening(int count);

    [LoggerMessage(2001, LogLevel.Warning, "{Address} is not listened on over TCP: this machine has no IPv6.")]
    private partial void LogNoIPv6(IPEndPoint address);

    [LoggerMessage(2002, LogLevel.Warning, "A TCP connection could not be accepted; trying again shortly.")]
    private partial void LogAcceptFailed(Exception exception);

    [LoggerMessage(2003, LogLevel.Error, "A TCP connection was closed by an error of this server; the others go on.")]
    private partial void LogConnectionFailed(Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "{Count} TCP connections still had outstanding queries when the time for stopping was over; they were closed.")]
    private partial void LogStopUnfinished(int count);
}
