using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Udp;

/// <summary>
/// UDP where several datagrams cannot be had with one call: a thread that blocks in <see cref="Socket.ReceiveFrom(Span{byte}, SocketFlags, SocketAddress)"/>
/// and answers in place. Asynchronous receives cost five times as much at the rate of a home. Answers leave from the address the
/// system chooses: a machine with several addresses binds them one by one.
/// </summary>
/// <param name="socket">Bound; owned by the worker from now on. Several workers may share one address, each with its own socket.</param>
internal sealed partial class SocketUdpWorker(
    Socket socket, int lane, QueryHandler handler, BatchEnd endBatch, MonotonicClock clock, ListenersMetrics metrics, ILogger<SocketUdpWorker> logger)
    : IUdpWorker, IReplySink
{
    // Responses over UDP stay far below; room for one that must be cut down first.
    private const int MaxResponseLength = ushort.MaxValue;

    // With this many errors and no datagram between them the socket itself is at fault: then a pause follows each.
    private const int ErrorsBeforePause = 8;
    private static readonly TimeSpan ErrorPause = TimeSpan.FromMilliseconds(100);

    [ThreadStatic]
    private static SocketAddress? _replyTo;

    private readonly byte[] _received = new byte[QueryContext.MaxQueryLength + 1];
    private readonly byte[] _response = new byte[MaxResponseLength];
    private readonly SocketAddress _client = new(socket.AddressFamily);
    private readonly object _pause = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QueryContext _query = new() { Lane = lane, Protocol = TransportProtocol.Udp };
    private bool _isStarted;
    private volatile bool _isStopping;
    private volatile bool _isLeaving;

    public void Start()
    {
        _query.Sink = this;
        _isStarted = true;
        new Thread(Run) { IsBackground = true, Name = "udp" }.Start();
    }

    /// <summary>Closes the socket; completes when the thread has ended. Answers that come later are dropped.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        socket.Dispose();
        lock (_pause)
        {
            Monitor.PulseAll(_pause);
        }

        return _isStarted ? _ended.Task : Task.CompletedTask;
    }

    public Task LeaveAsync()
    {
        _isLeaving = true;
        return _isStarted ? _ended.Task : Task.CompletedTask;
    }

    public void Forget() => _isStopping = true;

    public void Send(QueryContext query, ReadOnlySpan<byte> response)
    {
        if (response.IsEmpty || _isStopping)
        {
            return;
        }

        if (_replyTo is null || _replyTo.Family != socket.AddressFamily)
        {
            _replyTo = new SocketAddress(socket.AddressFamily);
        }

        ReturnPath.Read(query.ReturnPath, _replyTo);
        SendTo(response, _replyTo);
    }

    private void Run()
    {
        int errors = 0;
        while (!_isStopping && !_isLeaving)
        {
            if (TryReceive(out int length))
            {
                errors = 0;
                Answer(length);
            }
            else if (!_isLeaving && !_isStopping && ++errors >= ErrorsBeforePause)
            {
                Pause();
            }
        }

        _ended.SetResult();
    }

    private void Pause()
    {
        lock (_pause)
        {
            if (!_isStopping)
            {
                _ = Monitor.Wait(_pause, ErrorPause);
            }
        }
    }

    private bool TryReceive(out int length)
    {
        try
        {
            _client.Size = _client.Buffer.Length;
            length = socket.ReceiveFrom(_received, SocketFlags.None, _client);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.MessageSize)
        {
            // Windows reports a datagram longer than the buffer so; elsewhere it is cut off.
            length = _received.Length;
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            // Nothing came for a while: a look at whether to leave.
            length = 0;
            return false;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // ICMP errors of earlier answers come up here on Windows; they are nobody's error.
            length = 0;
            if (!_isStopping)
            {
                metrics.SocketErrors(1);
            }

            return false;
        }
    }

    private void Answer(int length)
    {
        if (length > QueryContext.MaxQueryLength)
        {
            if (FormatErrorResponse.TryWrite(_received, _response))
            {
                SendTo(_response.AsSpan(0, FormatErrorResponse.Length), _client);
            }

            return;
        }

        _query.Receive(_received, 0, length);
        _query.ReceivedTimestamp = clock.Timestamp;
        _query.ReceivedAtMs = clock.ToMilliseconds(_query.ReceivedTimestamp);
        _query.Client = ReturnPath.Client(_client);
        ReturnPath.Write(_query.ReturnPath, _client);
        try
        {
            if (handler(_query, _response, out int responseLength) is HandlingResult.Answered)
            {
                SendTo(_response.AsSpan(0, responseLength), _client);
            }

            endBatch(lane, _query.ReceivedTimestamp);
        }
        catch (Exception exception) when (!_isStopping)
        {
            metrics.QueryFailed();
            LogQueryFailed(exception);
        }
    }

    private void SendTo(ReadOnlySpan<byte> response, SocketAddress client)
    {
        try
        {
            _ = socket.SendTo(response, SocketFlags.None, client);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            if (!_isStopping)
            {
                metrics.SocketErrors(1);
            }
        }
    }

    [LoggerMessage(2020, LogLevel.Error, "A UDP query met an error of this server and stays unanswered; the listener goes on.")]
    private partial void LogQueryFailed(Exception exception);
}
