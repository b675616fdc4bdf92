using System.Net.Sockets;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>Datagrams where epoll is not: a connected socket, and so a port, for each exchange, with the framework's own asynchronous calls.</summary>
internal sealed partial class SocketUdpTransport(ILogger<SocketUdpTransport> logger) : IUpstreamTransport
{
    private const int MaxReplyLength = 4096;
    private const int MaxSockets = 512;

    private int _open;
    private volatile bool _isDisposed;

    public UpstreamError Start(UpstreamExchange exchange)
    {
        if (_isDisposed || Interlocked.Increment(ref _open) > MaxSockets)
        {
            _ = Interlocked.Decrement(ref _open);
            return UpstreamError.Overloaded;
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(exchange.Upstream.Address.Endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(exchange.Upstream.Address.Endpoint);
            exchange.Channel = socket;
            _ = socket.Send(exchange.Request);
        }
        catch (SocketException)
        {
            socket?.Dispose();
            _ = Interlocked.Decrement(ref _open);
            return UpstreamError.Unreachable;
        }

        _ = ReceiveAsync(exchange, socket);
        return UpstreamError.None;
    }

    public void Abandon(UpstreamExchange exchange) => (exchange.Channel as Socket)?.Dispose();

    public void Dispose() => _isDisposed = true;

    private async Task ReceiveAsync(UpstreamExchange exchange, Socket socket)
    {
        // A reply may be there at once, while the question still holds its lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        byte[] buffer = new byte[MaxReplyLength];
        try
        {
            using (socket)
            {
                while (!await TryReceiveAsync(exchange, socket, buffer))
                {
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // Abandoned.
        }
        catch (Exception exception) when (!_isDisposed)
        {
            LogReceiveFailed(exception);
        }
        finally
        {
            _ = Interlocked.Decrement(ref _open);
        }
    }

    // True when the exchange has ended.
    private static async ValueTask<bool> TryReceiveAsync(UpstreamExchange exchange, Socket socket, byte[] buffer)
    {
        int received;
        try
        {
            received = await socket.ReceiveAsync(buffer);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
        {
            return true;
        }
        catch (SocketException)
        {
            exchange.Doubt(UpstreamError.Unreachable);
            return false;
        }

        ReplyVerdict verdict = exchange.Check(buffer.AsSpan(0, received), out ResponseCode code, out int length);
        switch (verdict)
        {
            case ReplyVerdict.Mismatch:
                exchange.Ignore();
                return false;
            case ReplyVerdict.OtherCase:
                exchange.DoubtSpelling();
                return false;
            default:
                socket.Dispose();
                exchange.Receive(verdict, buffer.AsSpan(0, length), code);
                return true;
        }
    }

    [LoggerMessage(EventId = 1611, Level = LogLevel.Error, Message = "A reply from an upstream could not be handled; its question is tried again.")]
    private partial void LogReceiveFailed(Exception exception);
}
