using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// The sending side of one connection: sends whole frames one after the other, counts outstanding queries, keeps what the client does
/// not read yet within bounds, and says when reading may go on. Safe from any thread; no call waits for the client.
/// </summary>
/// <remarks>
/// A send is begun under the gate and nearly always ends there: one system call and nothing else. Where the kernel does not take all,
/// the send keeps its buffer and later frames collect in a pipe. (A send that does not block would be simpler, but the socket does not
/// tell how much of it went when the rest would have blocked.)
/// </remarks>
internal sealed class TcpOutput : IDisposable
{
    private readonly Socket _socket;
    private readonly ConnectionState _state;
    private readonly MonotonicClock _clock;
    private readonly TcpOptions _limits;
    private readonly SocketSender _sender;
    private readonly Lock _gate = new();

    // The frames of the send under way: a buffer taken over from a caller, or the head of the pipe.
    private byte[]? _taken;
    private int _sendLength;
    private bool _isSending;

    // Frames behind the send under way.
    private Pipe? _queue;
    private long _unreadOctets;
    private int _outstanding;
    private bool _isAnswering;
    private bool _isClosed;
    private volatile bool _hasRoom = true;
    private TaskCompletionSource? _waiter;
    private bool _waitsForAll;

    public TcpOutput(Socket socket, ConnectionState state, MonotonicClock clock, TcpOptions limits)
    {
        _socket = socket;
        _state = state;
        _clock = clock;
        _limits = limits;
        _sender = new SocketSender(Completed);
    }

    /// <summary>Whether the connection may be read: not too many queries outstanding, not too many answers unread, not closed.</summary>
    public bool HasRoom => _hasRoom;

    /// <summary>Why the connection was closed; <see cref="CloseReason.None"/> while it is open.</summary>
    public CloseReason Reason { get; private set; }

    /// <summary>Whether nothing is outstanding, neither queries nor octets.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
            {
                return IsFinishedCore;
            }
        }
    }

    private bool IsFinishedCore => _isClosed || (!_isAnswering && _outstanding <= 0 && _unreadOctets == 0);

    /// <summary>Marks the connection busy, so that it is neither evicted nor stopped between a query and its answer in place.</summary>
    public void BeginBatch()
    {
        lock (_gate)
        {
            _isAnswering = true;
            _state.IsBusy = true;
        }
    }

    /// <summary>Sends the last frames of a batch; length 0 if there are none.</summary>
    /// <param name="buffer">As with <see cref="Write"/>.</param>
    public void EndBatch(ref byte[] buffer, int length)
    {
        lock (_gate)
        {
            _isAnswering = false;
            WriteCore(ref buffer, length);
            Update();
        }
    }

    /// <summary>Sends frames, each a length and its message.</summary>
    /// <param name="buffer">From the shared pool. May be taken over; then another of at least the same length stands in its place.</param>
    public void Write(ref byte[] buffer, int length)
    {
        lock (_gate)
        {
            WriteCore(ref buffer, length);
            Update();
        }
    }

    /// <summary>Counts a query that waits.</summary>
    public void Expect()
    {
        lock (_gate)
        {
            _outstanding++;
            Update();
        }
    }

    /// <summary>Sends the answer to a query that waited; one of length 0 only ends the waiting.</summary>
    /// <param name="buffer">As with <see cref="Write"/>.</param>
    public void WriteExpected(ref byte[] buffer, int length)
    {
        lock (_gate)
        {
            // May be below zero for a moment: the answer can overtake the listener that still counts the query.
            _outstanding--;
            WriteCore(ref buffer, length);
            Update();
        }
    }

    /// <summary>Completes when the connection may be read again, or has been closed. One waiter at a time.</summary>
    public Task WhenRoomAsync() => WaitAsync(forAll: false);

    /// <summary>Completes when nothing is outstanding, or the connection has been closed.</summary>
    public Task WhenFinishedAsync() => WaitAsync(forAll: true);

    /// <summary>Closes the socket. The first reason stays.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate)
        {
            CloseCore(reason);
            Update();
        }
    }

    public void Dispose() => _sender.Dispose();

    private Task WaitAsync(bool forAll)
    {
        lock (_gate)
        {
            if (forAll ? IsFinishedCore : _hasRoom || _isClosed)
            {
                return Task.CompletedTask;
            }

            _waitsForAll = forAll;
            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    private void WriteCore(ref byte[] buffer, int length)
    {
        if (_isClosed || length == 0)
        {
            return;
        }

        if (_isSending)
        {
            Queue(buffer.AsSpan(0, length));
            return;
        }

        if (Begin(buffer.AsMemory(0, length)))
        {
            _taken = buffer;
            buffer = ArrayPool<byte>.Shared.Rent(buffer.Length);
            _unreadOctets += length;
        }
        else
        {
            CloseOnError();
        }
    }

    private void Queue(ReadOnlySpan<byte> frames)
    {
        if (_unreadOctets + frames.Length > _limits.MaxUnreadOctets)
        {
            CloseCore(CloseReason.SlowReader);
            return;
        }

        _queue ??= new Pipe(PipeSettings.Unbounded);
        _queue.Writer.Write(frames);
        PipeSettings.Publish(_queue.Writer);
        _unreadOctets += frames.Length;
    }

    // True when the kernel has not taken all: Completed follows on another thread.
    private bool Begin(Memory<byte> octets)
    {
        _sender.SetBuffer(octets);
        _sendLength = octets.Length;
        _isSending = _socket.SendAsync(_sender);
        if (_isSending)
        {
            _state.Blocked(_clock.Milliseconds);
        }

        return _isSending;
    }

    private void Completed()
    {
        lock (_gate)
        {
            bool isFromQueue = _taken is null;
            Release();
            do
            {
                _unreadOctets -= _sendLength;
                if (isFromQueue)
                {
                    _ = _queue!.Reader.TryRead(out ReadResult sent);
                    _queue.Reader.AdvanceTo(sent.Buffer.GetPosition(_sendLength));
                }

                _isSending = false;
                isFromQueue = true;
                CloseOnError();
            }
            while (!_isClosed && _unreadOctets > 0 && !BeginQueued());

            if (!_isSending)
            {
                _state.Unblocked();
            }

            Update();
        }
    }

    // The segment stays at the head of the pipe until it is sent.
    private bool BeginQueued()
    {
        _ = _queue!.Reader.TryRead(out ReadResult read);
        ReadOnlyMemory<byte> first = read.Buffer.First;
        _queue.Reader.AdvanceTo(read.Buffer.Start);
        return Begin(MemoryMarshal.AsMemory(first));
    }

    private void Release()
    {
        if (_taken is not null)
        {
            ArrayPool<byte>.Shared.Return(_taken);
            _taken = null;
        }
    }

    private void CloseOnError()
    {
        if (_sender.SocketError is not SocketError.Success)
        {
            CloseCore(CloseReason.Client);
        }
    }

    private void CloseCore(CloseReason reason)
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        Reason = reason;
        if (reason is CloseReason.SlowReader or CloseReason.HalfSent or CloseReason.Evicted)
        {
            DropUnsent();
        }

        _socket.Dispose();
    }

    // Those who did not keep to the limits leave nothing behind in the kernel, neither octets nor TIME-WAIT.
    private void DropUnsent()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // Some systems refuse options of a connection that the other side has reset: then nothing is left anyway.
        }
    }

    private void Update()
    {
        _state.IsBusy = !IsFinishedCore;
        _hasRoom = !_isClosed && _outstanding < _limits.MaxOutstanding && _unreadOctets <= _limits.MaxUnreadOctets / 4;
        if (_waiter is not null && (_isClosed || (_waitsForAll ? IsFinishedCore : _hasRoom)))
        {
            _waiter.SetResult();
            _waiter = null;
        }
    }
}
