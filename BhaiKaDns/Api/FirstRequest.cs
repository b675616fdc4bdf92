using System.Net.Sockets;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Api;

/// <summary>
/// Asks ourselves once over the control socket. The first request puts routes and serializers together, a tenth of a second that
/// belongs to nobody's tap on "allow".
/// </summary>
internal static class FirstRequest
{
    private static readonly byte[] Question = "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    public static LateWork Of(DataDirectory directory) => new("the first request", cancellationToken => SendAsync(ControlSocket.EndPoint(directory), cancellationToken));

    private static async Task SendAsync(UnixDomainSocketEndPoint? endPoint, CancellationToken cancellationToken)
    {
        if (endPoint is null)
        {
            return;
        }

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endPoint, cancellationToken);
        await socket.SendAsync(Question, cancellationToken);
        byte[] answer = new byte[4096];
        while (await socket.ReceiveAsync(answer, cancellationToken) > 0)
        {
            // What it says is nobody's news; that it was made is the point.
        }
    }
}
