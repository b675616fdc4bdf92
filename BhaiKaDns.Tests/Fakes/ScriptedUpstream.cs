using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Fakes;

/// <summary>A DNS server on loopback, UDP and TCP on one port, that does with each query what a test told it to.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Name, RecordType Type), ConcurrentQueue<ScriptedReply>> _script = new();
    private readonly ConcurrentQueue<AskedQuestion> _asked = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _udp;
    private readonly Socket _otherPort;
    private readonly Socket _tcp;
    private readonly Task[] _loops;
    private TaskCompletionSource _askedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScriptedReply _default = ScriptedReply.Address("192.0.2.1");
    private int _connections;

    private ScriptedUpstream(Socket udp, Socket tcp)
    {
        _udp = udp;
        _tcp = tcp;
        Endpoint = (IPEndPoint)udp.LocalEndPoint!;
        _otherPort = new Socket(Endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _otherPort.Bind(new IPEndPoint(Endpoint.Address, 0));
        _loops = [Task.Run(ServeUdpAsync), Task.Run(ServeTcpAsync)];
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>As it is written in settings.</summary>
    public string Address => Endpoint.ToString();

    /// <summary>All queries that could be read, in the order they came.</summary>
    public IReadOnlyList<AskedQuestion> Asked => [.. _asked];

    /// <summary>TCP connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <param name="address">An address of this machine; 127.0.0.1 when left out.</param>
    public static ScriptedUpstream Start(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        while (true)
        {
            Socket udp = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            Socket tcp = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(address, 0));
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen();
                return new ScriptedUpstream(udp, tcp);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // The same number was taken for TCP.
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    /// <summary>What is done with questions that the script does not name.</summary>
    public ScriptedUpstream Always(ScriptedReply reply)
    {
        _default = reply;
        return this;
    }

    /// <summary>What is done with one question, query by query; the last reply is repeated.</summary>
    public ScriptedUpstream On(string name, RecordType type, params ScriptedReply[] replies)
    {
        _script[(name.ToLowerInvariant().TrimEnd('.'), type)] = new ConcurrentQueue<ScriptedReply>(replies);
        return this;
    }

    /// <summary>Ends when at least so many queries have come.</summary>
    public async Task WhenAskedAsync(int count)
    {
        while (true)
        {
            Task next = Volatile.Read(ref _askedOnce).Task;
            if (_asked.Count >= count)
            {
                return;
            }

            await next;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        _otherPort.Dispose();
        await Task.WhenAll(_loops);
        _ending.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[4096];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, Endpoint, _ending.Token);
                byte[] query = buffer[..received.ReceivedBytes];
                EndPoint client = received.RemoteEndPoint;
                _ = AnswerAsync(query, (IPEndPoint)client, overTcp: false, async (message, fault) =>
                {
                    Socket socket = fault.HasFlag(ScriptedFault.OtherPort) ? _otherPort : _udp;
                    _ = await socket.SendToAsync(message, client);
                });
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // An ICMP message about an earlier client, or the end.
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _tcp.AcceptAsync(_ending.Token);
                _ = Interlocked.Increment(ref _connections);
                _ = ServeConnectionAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeConnectionAsync(Socket client)
    {
        using SemaphoreSlim writing = new(1);
        try
        {
            await using NetworkStream stream = new(client, ownsSocket: true);
            byte[] prefix = new byte[2];
            while (true)
            {
                await stream.ReadExactlyAsync(prefix, _ending.Token);
                byte[] query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _ending.Token);
                _ = AnswerAsync(query, (IPEndPoint)client.RemoteEndPoint!, overTcp: true, async (message, fault) =>
                {
                    if (fault.HasFlag(ScriptedFault.Close))
                    {
                        client.Close();
                        return;
                    }

                    byte[] framed = [(byte)(message.Length >> 8), (byte)message.Length, .. message];
                    await writing.WaitAsync(_ending.Token);
                    await stream.WriteAsync(framed, _ending.Token);
                    _ = writing.Release();
                });
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client has gone, or the end.
        }
    }

    private async Task AnswerAsync(byte[] query, IPEndPoint client, bool overTcp, Func<byte[], ScriptedFault, Task> send)
    {
        byte[] name = new byte[DomainName.MaxLength];
        if (QueryReader.Read(query, name, out QueryMessage asked) != ParseError.None)
        {
            return;
        }

        string spelling = ScriptedMessage.ToText(query.AsSpan(MessageHeader.Length));
        AskedQuestion question = new(spelling.ToLowerInvariant(), spelling, asked, overTcp, client);
        _asked.Enqueue(question);
        Interlocked.Exchange(ref _askedOnce, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        try
        {
            await SendAsync(Choose(question), query, asked, overTcp, send);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client has gone, or the end.
        }
    }

    private ScriptedReply Choose(AskedQuestion question)
    {
        if (!_script.TryGetValue((question.Name, question.Asked.Type), out ConcurrentQueue<ScriptedReply>? replies) || !replies.TryPeek(out ScriptedReply? reply))
        {
            return _default;
        }

        if (replies.Count > 1)
        {
            _ = replies.TryDequeue(out reply);
        }

        return reply!;
    }

    private async Task SendAsync(ScriptedReply reply, byte[] query, QueryMessage asked, bool overTcp, Func<byte[], ScriptedFault, Task> send)
    {
        if (reply.First is not null)
        {
            await SendAsync(reply.First, query, asked, overTcp, send);
        }

        await reply.Gate.WaitAsync(_ending.Token);
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, _ending.Token);
        }

        ScriptedFault fault = overTcp ? reply.TcpFault : reply.Fault;
        if (!fault.HasFlag(ScriptedFault.Silence))
        {
            await send(ScriptedMessage.Write(reply, fault, query, asked, overTcp), fault);
        }
    }
}

/// <param name="Name">In lower case.</param>
/// <param name="Spelling">As it was sent.</param>
internal sealed record AskedQuestion(string Name, string Spelling, QueryMessage Asked, bool OverTcp, IPEndPoint From);

/// <summary>Puts a reply of the script into octets.</summary>
internal static class ScriptedMessage
{
    public static string ToText(ReadOnlySpan<byte> name)
    {
        StringBuilder text = new();
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            _ = text.Append(text.Length == 0 ? "" : ".").Append(Encoding.ASCII.GetString(name.Slice(at + 1, name[at])));
        }

        return text.ToString();
    }

    public static byte[] Write(ScriptedReply reply, ScriptedFault fault, byte[] query, in QueryMessage asked, bool overTcp)
    {
        bool isHeaderOnly = fault.HasFlag(ScriptedFault.NoEdns) && asked.HasEdns;
        ushort id = (ushort)(asked.Id + (fault.HasFlag(ScriptedFault.WrongId) ? 1 : 0));
        byte[] buffer = new byte[ushort.MaxValue];
        query.AsSpan(0, asked.QuestionEnd).CopyTo(buffer);
        MessageWriter writer = new(buffer, isHeaderOnly ? MessageHeader.Length : asked.QuestionEnd);
        int answers = 0;
        bool truncated = fault.HasFlag(ScriptedFault.Truncated);
        foreach ((RecordType type, uint ttl, byte[] data) in isHeaderOnly ? [] : reply.Answers)
        {
            int room = overTcp ? ushort.MaxValue : asked.UdpPayloadSize;
            truncated |= writer.Length + data.Length + 12 > room;
            answers += !truncated && writer.TryWriteRecord([0xC0, MessageHeader.Length], type, ttl, data) ? 1 : 0;
        }

        if (fault.HasFlag(ScriptedFault.WrongQuestion))
        {
            buffer[MessageHeader.Length + 1] ^= 1;
        }

        if (fault.HasFlag(ScriptedFault.LowerCase))
        {
            DomainName.CopyLower(buffer.AsSpan(MessageHeader.Length, asked.NameLength), buffer.AsSpan(MessageHeader.Length));
        }

        HeaderFlags flags = (asked.Flags & (HeaderFlags.RecursionDesired | HeaderFlags.CheckingDisabled)) | HeaderFlags.RecursionAvailable
            | (fault.HasFlag(ScriptedFault.NotAResponse) ? HeaderFlags.None : HeaderFlags.Response) | (truncated ? HeaderFlags.Truncated : HeaderFlags.None);
        ResponseCode code = isHeaderOnly ? ResponseCode.FormatError : reply.Code;
        int claimed = answers + (fault.HasFlag(ScriptedFault.Malformed) ? 1 : 0);
        MessageHeader.Write(buffer, id, flags, Opcode.Query, code, isHeaderOnly ? 0 : 1, claimed, 0, 0);
        return buffer[..writer.Length];
    }
}
