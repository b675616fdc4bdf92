using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>
/// One thread with a socket of its own (SO_REUSEPORT): waits in the kernel for a batch, answers in place what needs no waiting, and
/// sends the answers with one call. One datagram when idle, 64 under load, without polling.
/// </summary>
internal sealed partial class BatchedUdpWorker : IUdpWorker, IDisposable
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(20);

    /// <summary>A single datagram that came so long after what came before was waited for: they come one by one.</summary>
    private const uint WaitMicroseconds = 30;

    // Kept for the worker's life: with only the raw descriptor in use the collector would close the socket under load.
    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly DatagramBatch _batch;
    private readonly QueryPipeline _pipeline;
    private readonly MonotonicClock _clock;
    private readonly ListenersMetrics _metrics;
    private readonly ILogger<BatchedUdpWorker> _logger;
    private readonly QueryContext _query = new();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;
    private readonly BatchedReplySink _sink;
    private readonly int _lane;
    private long _receivedAt;
    private int _most = DatagramBatch.Size;
    private volatile bool _isLeaving;

    public BatchedUdpWorker(Socket socket, int lane, QueryPipeline pipeline, MonotonicClock clock, ListenersMetrics metrics, ILogger<BatchedUdpWorker> logger)
    {
        _socket = socket;
        _descriptor = (int)socket.Handle;
        _batch = new DatagramBatch(UdpBinding.NeedsPacketInfo(socket.LocalEndPoint!));
        _pipeline = pipeline;
        _clock = clock;
        _metrics = metrics;
        _logger = logger;
        _lane = lane;
        _query.Lane = lane;
        _query.Protocol = TransportProtocol.Udp;
        _sink = new BatchedReplySink(_descriptor);
        _query.Sink = _sink;
        _thread = new Thread(Run) { IsBackground = true, Name = "udp" };
    }

    public void Start() => _thread.Start();

    public Task StopAsync()
    {
        _stopped.Set();
        _sink.Close();
        _ = BatchedSockets.Shutdown(_descriptor, BatchedSockets.ShutdownRead);
        _thread.Join();
        Dispose();
        return Task.CompletedTask;
    }

    public Task LeaveAsync()
    {
        _isLeaving = true;
        return Task.Run(_thread.Join);
    }

    public void Forget()
    {
        _sink.Close();
        _batch.Dispose();
        _stopped.Dispose();
    }

    public void Dispose()
    {
        _batch.Dispose();
        _socket.Dispose();
        _stopped.Dispose();
    }

    private void Run()
    {
        while (!_stopped.IsSet && !_isLeaving)
        {
            int count = _batch.Receive(_descriptor, _most);
            if (_stopped.IsSet)
            {
                // The shutdown itself wakes the call with an empty datagram from nobody.
                break;
            }

            if (count > 0)
            {
                Answer(count);
            }
            else if (BatchedSockets.LastError is not (0 or BatchedSockets.InterruptedError or BatchedSockets.AgainError))
            {
                // Never spin on a socket that only fails.
                _metrics.SocketErrors(1);
                LogReceiveFailed(BatchedSockets.LastError);
                _stopped.Wait(PauseAfterError);
            }
        }
    }

    private void Answer(int count)
    {
        long now = _clock.Timestamp;

        // One that was waited for and came alone: the next will too, and looking for a second one is a tenth of what the kernel does.
        _most = count == 1 && _clock.MicrosecondsBetween(_receivedAt, now) > WaitMicroseconds ? 1 : DatagramBatch.Size;
        _receivedAt = now;
        _query.ReceivedTimestamp = now;
        _query.ReceivedAtMs = _clock.ToMilliseconds(now);
        for (int index = 0; index < count; index++)
        {
            try
            {
                _batch.Load(index, _query);
                if (_pipeline.TryHandle(_query, _batch.NextResponse, out int length) is HandlingResult.Answered)
                {
                    _batch.Answer(index, length);
                }
            }
            catch (Exception exception)
            {
                // One query must not end the thread that answers all others.
                _metrics.QueryFailed();
                LogQueryFailed(exception);
            }
        }

        int refused = _batch.Send(_descriptor);
        if (refused > 0)
        {
            _metrics.SocketErrors(refused);
        }

        _pipeline.EndBatch(_lane, now);
    }

    [LoggerMessage(2031, LogLevel.Warning, "Receiving datagrams failed with error {Error}; the listener goes on.")]
    private partial void LogReceiveFailed(int error);

    [LoggerMessage(2033, LogLevel.Error, "A UDP query met an error of this server and stays unanswered; the listener goes on.")]
    private partial void LogQueryFailed(Exception exception);
}
