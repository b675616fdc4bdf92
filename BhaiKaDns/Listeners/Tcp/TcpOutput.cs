using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// The sending side of one connection: writes whole frames one after the other, counts outstanding queries, keeps what the client
/// does not read yet within bounds, and says when reading may go on. Safe from any thread; no call waits for the client.
/// </summary>
/// <remarks>
/// Frames go out by a send that does not block, under the gate: on an uncongested connection that is one system call and nothing
/// else. Only what the kernel does not take is kept, in a pipe that a task empties. The socket must be non-blocking.
/// </remarks>
internal sealed class TcpOutput(Socket socket, ConnectionState state, MonotonicClock clock, TcpOptions limits)
{
    private readonly Lock _gate = new();
    private Pipe? _unread;
    private long _unreadOctets;
    private int _outstanding;
    private bool _isDraining;
    private bool _isClosed;
    private volatile bool _hasRoom = true;
    private TaskCompletionSource? _waiter;
    private bool _waitsForAll;

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

    private bool IsFinishedCore => _isClosed || (_outstanding <= 0 && _unreadOctets == 0);

    /// <summary>Sends frames, each a length and its message.</summary>
    public void Write(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            WriteCore(frames);
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

    /// <summary>Sends the answer to a query that waited; an empty one only ends the waiting.</summary>
    public void WriteExpected(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            // May be below zero for a moment: the answer can overtake the listener that still counts the query.
            _outstanding--;
            WriteCore(frame);
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

    private void WriteCore(ReadOnlySpan<byte> frames)
    {
        if (_isClosed || frames.IsEmpty)
        {
            return;
        }

        if (_unreadOctets == 0)
        {
            // The count stands even with WouldBlock: part of the frames may have gone.
            int sent = Math.Max(socket.Send(frames, SocketFlags.None, out SocketError error), 0);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                CloseCore(CloseReason.Client);
                return;
            }

            frames = frames[sent..];
        }

        if (!frames.IsEmpty)
        {
            Keep(frames);
        }
    }

    private void Keep(ReadOnlySpan<byte> frames)
    {
        if (_unreadOctets + frames.Length > limits.MaxUnreadOctets)
        {
            CloseCore(CloseReason.SlowReader);
            return;
        }

        _unread ??= new Pipe(PipeSettings.Unbounded);
        _unread.Writer.Write(frames);
        PipeSettings.Publish(_unread.Writer);
        _unreadOctets += frames.Length;
        if (!_isDraining)
        {
            _isDraining = true;
            state.Blocked(clock.Milliseconds);
            _ = DrainAsync(_unread.Reader);
        }
    }

    private async Task DrainAsync(PipeReader unread)
    {
        while (unread.TryRead(out ReadResult read))
        {
            bool isSent = await SendAsync(read.Buffer);
            lock (_gate)
            {
                unread.AdvanceTo(read.Buffer.End);
                _unreadOctets -= read.Buffer.Length;
                if (!isSent)
                {
                    CloseCore(CloseReason.Client);
                }

                _isDraining = _unreadOctets > 0 && !_isClosed;
                Update();
                if (!_isDraining)
                {
                    state.Unblocked();
                    return;
                }
            }
        }
    }

    private async Task<bool> SendAsync(ReadOnlySequence<byte> octets)
    {
        try
        {
            foreach (ReadOnlyMemory<byte> segment in octets)
            {
                for (int sent = 0; sent < segment.Length;)
                {
                    sent += await socket.SendAsync(segment[sent..], SocketFlags.None);
                }

                state.Blocked(clock.Milliseconds);
            }

            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
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

        socket.Dispose();
    }

    // Those who did not keep to the limits leave nothing behind in the kernel, neither octets nor TIME-WAIT.
    private void DropUnsent()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // Some systems refuse options of a connection that the other side has reset: then nothing is left anyway.
        }
    }

    private void Update()
    {
        state.IsBusy = !IsFinishedCore;
        _hasRoom = !_isClosed && _outstanding < limits.MaxOutstanding && _unreadOctets <= limits.MaxUnreadOctets / 4;
        if (_waiter is not null && (_isClosed || (_waitsForAll ? IsFinishedCore : _hasRoom)))
        {
            _waiter.SetResult();
            _waiter = null;
        }
    }
}
