using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>One TCP connection to an upstream and the exchanges that wait on it, found by their IDs.</summary>
internal sealed class TcpUpstreamConnection : IDisposable
{
    private const int MaxPending = 64;
    private const int LengthPrefix = 2;

    // Checked at this interval; a connection ends when it was unused at two checks in a row.
    private static readonly TimeSpan IdleCheckEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, UpstreamExchange> _pending = [];
    private readonly Channel<UpstreamExchange> _toSend = Channel.CreateBounded<UpstreamExchange>(MaxPending * 2);
    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _socket;
    private readonly IPEndPoint _endpoint;
    private readonly TimeProvider _time;
    private readonly ITimer _idleCheck;
    private bool _isClosed;
    private bool _wasIdle;
    private long _lastReceived = long.MinValue;

    public TcpUpstreamConnection(IPEndPoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _idleCheck = time.CreateTimer(static connection => ((TcpUpstreamConnection)connection!).CheckIdle(), this, IdleCheckEvery, IdleCheckEvery);
    }

    /// <summary>Whether it ever brought an answer: then its end says nothing against the upstream.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>False when the connection is full or will take no more. Gives the request another ID if its own is in use here.</summary>
    public bool TryAdd(UpstreamExchange exchange)
    {
        lock (_gate)
        {
            if (_isClosed || _pending.Count >= MaxPending)
            {
                return false;
            }

            while (!_pending.TryAdd(MessageHeader.Id(exchange.Request), exchange))
            {
                BinaryPrimitives.WriteUInt16BigEndian(exchange.Request, RandomPool.TakeId());
            }

            _wasIdle = false;
            exchange.Channel = this;
            if (_toSend.Writer.TryWrite(exchange))
            {
                return true;
            }

            _ = _pending.Remove(MessageHeader.Id(exchange.Request));
            return false;
        }
    }

    /// <summary>Forgets an exchange. One that heard nothing at all since it was sent takes the connection with it: the path is dead.</summary>
    public void Remove(UpstreamExchange exchange)
    {
        lock (_gate)
        {
            if (_pending.Remove(MessageHeader.Id(exchange.Request)) && _lastReceived <= exchange.StartedTimestamp)
            {
                End();
            }
        }
    }

    /// <summary>What still waited when the connection ended; from here on it takes no more.</summary>
    public IReadOnlyList<UpstreamExchange> TakePending()
    {
        lock (_gate)
        {
            _isClosed = true;
            UpstreamExchange[] left = [.. _pending.Values];
            _pending.Clear();
            return left;
        }
    }

    /// <summary>Connects, sends and receives until either side has enough. What the other side does is not thrown.</summary>
    public async Task RunAsync()
    {
        try
        {
            using (CancellationTokenSource limit = new(ConnectTimeout, _time))
            using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token))
            {
                await _socket.ConnectAsync(_endpoint, either.Token);
            }

            await using NetworkStream stream = new(_socket, ownsSocket: false);
            Task sending = SendAsync(stream);
            await ReceiveAsync(stream);
            await _ending.CancelAsync();
            await sending;
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The exchanges that wait are told by whoever runs this connection.
        }
        finally
        {
            lock (_gate)
            {
                _isClosed = true;
            }

            await _ending.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            End();
        }

        _idleCheck.Dispose();
        _socket.Dispose();
    }

    // Cancelled on another thread: what waits for the token may want locks that the caller holds.
    private void End()
    {
        _isClosed = true;
        _ = _ending.CancelAsync();
    }

    private async Task SendAsync(NetworkStream stream)
    {
        try
        {
            ArrayBufferWriter<byte> batch = new(512);
            while (await _toSend.Reader.WaitToReadAsync(_ending.Token))
            {
                batch.ResetWrittenCount();
                while (batch.WrittenCount < 16_384 && _toSend.Reader.TryRead(out UpstreamExchange? exchange))
                {
                    byte[] request = exchange.Request;
                    BinaryPrimitives.WriteUInt16BigEndian(batch.GetSpan(LengthPrefix), (ushort)request.Length);
                    batch.Advance(LengthPrefix);
                    batch.Write(request);
                }

                await stream.WriteAsync(batch.WrittenMemory, _ending.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            await _ending.CancelAsync();
        }
    }

    private async Task ReceiveAsync(NetworkStream stream)
    {
        PipeReader reader = PipeReader.Create(stream);
        while (true)
        {
            ReadResult read = await reader.ReadAsync(_ending.Token);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (TryReadMessage(ref rest, out ReadOnlySequence<byte> message))
            {
                Deliver(message);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static bool TryReadMessage(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        SequenceReader<byte> reader = new(buffer);
        if (!reader.TryReadBigEndian(out short prefix) || reader.Remaining < (ushort)prefix)
        {
            return false;
        }

        message = buffer.Slice(LengthPrefix, (ushort)prefix);
        buffer = buffer.Slice(message.End);
        return true;
    }

    private void Deliver(in ReadOnlySequence<byte> message)
    {
        ReadOnlySpan<byte> reply = message.IsSingleSegment ? message.FirstSpan : message.ToArray();
        UpstreamExchange? exchange = null;
        lock (_gate)
        {
            _lastReceived = _time.GetTimestamp();
            HasAnswered = true;
            if (reply.Length >= MessageHeader.Length)
            {
                _ = _pending.Remove(MessageHeader.Id(reply), out exchange);
            }
        }

        if (exchange is null)
        {
            return;
        }

        // Nobody else speaks on this connection: what does not fit here is the upstream's own mistake.
        ReplyVerdict verdict = exchange.Check(reply, out ResponseCode code, out int length);
        if (verdict is ReplyVerdict.Mismatch or ReplyVerdict.OtherCase)
        {
            exchange.Ignore();
            exchange.Fail(UpstreamError.Mismatch);
        }
        else
        {
            exchange.Receive(verdict, reply[..length], code);
        }
    }

    private void CheckIdle()
    {
        lock (_gate)
        {
            bool isIdle = _pending.Count == 0;
            if (isIdle && _wasIdle)
            {
                End();
            }

            _wasIdle = isIdle;
        }
    }
}
