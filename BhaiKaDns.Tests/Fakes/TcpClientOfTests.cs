using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Fakes;

/// <summary>A DNS client over a raw TCP socket that sends exactly what it is told to.</summary>
internal sealed class TcpClientOfTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TcpClientOfTests(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static async Task<TcpClientOfTests> ConnectAsync(IPEndPoint server, IPAddress? from = null, int receiveBuffer = 0)
    {
        Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }

        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(server);
        return new TcpClientOfTests(socket);
    }

    /// <summary>A query for type A behind its length.</summary>
    /// <param name="name">Labels separated by dots.</param>
    public static byte[] Query(ushort id, string name = "example.org")
    {
        byte[] frame = new byte[512];
        Span<byte> message = frame.AsSpan(2);
        MessageHeader.Write(message, id, HeaderFlags.RecursionDesired, Opcode.Query, ResponseCode.NoError, 1, 0, 0, 0);
        int at = MessageHeader.Length;
        foreach (string label in name.Split('.'))
        {
            message[at++] = (byte)label.Length;
            at += System.Text.Encoding.ASCII.GetBytes(label, message[at..]);
        }

        message[at++] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message[at..], (ushort)RecordType.A);
        BinaryPrimitives.WriteUInt16BigEndian(message[(at + 2)..], (ushort)RecordClass.Internet);
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)(at + 4));
        return frame[..(2 + at + 4)];
    }

    public async Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[await Socket.SendAsync(octets, SocketFlags.None)..];
        }
    }

    /// <summary>The next message; null when the server has closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        byte[]? prefix = await ReadAsync(2);
        return prefix is null ? null : await ReadAsync(BinaryPrimitives.ReadUInt16BigEndian(prefix));
    }

    /// <summary>The next message's ID; -1 when the server has closed the connection.</summary>
    public async Task<int> ReceiveIdAsync() => await ReceiveAsync() is { } message ? MessageHeader.Id(message) : -1;

    public void Dispose() => Socket.Dispose();

    private async Task<byte[]?> ReadAsync(int length)
    {
        byte[] octets = new byte[length];
        using CancellationTokenSource patience = new(Patience);
        try
        {
            for (int at = 0; at < length;)
            {
                int received = await Socket.ReceiveAsync(octets.AsMemory(at), SocketFlags.None, patience.Token);
                if (received == 0)
                {
                    return null;
                }

                at += received;
            }
        }
        catch (SocketException)
        {
            return null;
        }

        return octets;
    }
}
