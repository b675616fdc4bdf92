using System.Net.Sockets;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>The arguments of one send after another.</summary>
/// <param name="completed">Called on a pool thread after a send that could not end at once.</param>
internal sealed class SocketSender(Action completed) : SocketAsyncEventArgs(true)
{
    protected override void OnCompleted(SocketAsyncEventArgs e) => completed();
}
