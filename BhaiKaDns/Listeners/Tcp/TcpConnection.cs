using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// One client's connection (RFC 7766). All whole queries of one read are answered in place and sent at once; those that must wait are
/// answered when they are ready, in any order (section 6.2.1.1), through this object as their reply sink.
/// </summary>
internal sealed class TcpConnection : IReplySink, IDisposable
{
    // Below this much room in the last segment the pipe takes a new one.
    private const int MinReceiveLength = 512;

    // A client that always has more to say lets others have the thread after so many reads without waiting.
    private const int MaxReadsInARow = 16;

    private readonly Socket _socket;
    private readonly TcpBatch _batch;
    private readonly TcpOutput _output;
    private readonly Pipe _input = new(PipeSettings.Unbounded);
    private volatile bool _isStopping;

    public TcpConnection(Socket socket, QueryHandler handler, TcpLanes lanes, MonotonicClock clock, TcpOptions limits)
    {
        _socket = socket;
        socket.NoDelay = true;
        ClientAddress client = ClientAddress.From(((IPEndPoint)socket.RemoteEndPoint!).Address);
        State = new ConnectionState(client, clock.Milliseconds, Close);
        _output = new TcpOutput(socket, State, clock, limits);
        _batch = new TcpBatch(this, _output, handler, lanes, clock);
        Clock = clock;
    }

    public ConnectionState State { get; }

    /// <summary>Why the connection ended; valid once <see cref="RunAsync"/> has completed.</summary>
    public CloseReason Reason => _output.Reason;

    private MonotonicClock Clock { get; }

    /// <summary>Reads and answers until either side ends it; the socket is closed afterwards.</summary>
    public async Task RunAsync()
    {
        // Set when a bug ends the loop: an exception must not leave the socket open.
        CloseReason reason = CloseReason.Error;
        using SocketReceiver receiver = new(_socket);
        try
        {
            bool isOrderly = await ReadAsync(receiver);

            // The client may have closed only its own half; what it asked for is still answered (RFC 7766, section 6.2.4).
            await _output.WhenFinishedAsync();
            reason = _isStopping ? CloseReason.Stopping : isOrderly ? CloseReason.Client : CloseReason.Protocol;
        }
        finally
        {
            Close(reason);
            await _input.Reader.CompleteAsync();
            await _input.Writer.CompleteAsync();
        }
    }

    /// <summary>Reads no more queries; closes as soon as the outstanding ones are answered.</summary>
    public void Stop()
    {
        _isStopping = true;
        if (_output.IsFinished)
        {
            Close(CloseReason.Stopping);
        }
    }

    public void Close(CloseReason reason) => _output.Close(reason);

    /// <summary>After <see cref="Close"/>.</summary>
    public void Dispose() => _output.Dispose();

    public void Send(QueryContext query, ReadOnlySpan<byte> response)
    {
        // Length and message in one send, or they may travel in two segments (RFC 7766, section 8).
        byte[] frame = ArrayPool<byte>.Shared.Rent(TcpLane.PrefixLength + response.Length);
        int length = response.IsEmpty ? 0 : Frame.Write(frame, response);
        State.Answered(Clock.Milliseconds);
        _output.WriteExpected(ref frame, length);
        ArrayPool<byte>.Shared.Return(frame);

        if (_isStopping && _output.IsFinished)
        {
            Close(CloseReason.Stopping);
        }
    }

    // False when the client sent what cannot be DNS.
    private async Task<bool> ReadAsync(SocketReceiver receiver)
    {
        int readsInARow = 0;
        BatchResult last = BatchResult.NeedsOctets;
        while (!_isStopping)
        {
            if (!_output.HasRoom)
            {
                bool wasPartial = _batch.IsPartial;
                State.EndedQuery();
                await _output.WhenRoomAsync();
                if (!_output.HasRoom)
                {
                    return true;
                }

                if (wasPartial)
                {
                    State.BeganQuery(Clock.Milliseconds);
                }
            }

            if (last is BatchResult.NeedsOctets)
            {
                ValueTask<int> receive = receiver.ReceiveAsync(_input.Writer.GetMemory(MinReceiveLength));
                readsInARow = receive.IsCompleted ? readsInARow + 1 : 0;
                int received = await receive;
                if (received == 0)
                {
                    return true;
                }

                _input.Writer.Advance(received);
                PipeSettings.Publish(_input.Writer);
            }

            if (readsInARow >= MaxReadsInARow)
            {
                readsInARow = 0;
                await Task.Yield();
            }

            last = _isStopping ? BatchResult.NeedsRoom : _batch.Answer(_input.Reader);
            if (last is BatchResult.NotDns)
            {
                return false;
            }
        }

        return true;
    }
}
