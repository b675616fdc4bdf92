using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// Receives without allocating and without exceptions: a client that resets its connection is ordinary, and the framework's own
/// awaitable would throw for each. One receive at a time.
/// </summary>
internal sealed class SocketReceiver : SocketAsyncEventArgs, IValueTaskSource<int>
{
    private readonly Socket _socket;
    private ManualResetValueTaskSourceCore<int> _core;

    // The execution context carries nothing here; passing it on would cost an allocation per receive.
    public SocketReceiver(Socket socket)
        : base(true) => _socket = socket;

    /// <summary>Octets received; 0 when the client sends no more, or the connection is gone.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> memory)
    {
        _core.Reset();
        SetBuffer(memory);
        try
        {
            return _socket.ReceiveAsync(this) ? new ValueTask<int>(this, _core.Version) : ValueTask.FromResult(Received);
        }
        catch (ObjectDisposedException)
        {
            return ValueTask.FromResult(0);
        }
    }

    public int GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    // Called on a pool thread by the socket engine; going on right here saves a second hop through the pool.
    protected override void OnCompleted(SocketAsyncEventArgs e) => _core.SetResult(Received);

    private int Received => SocketError is SocketError.Success ? BytesTransferred : 0;
}
