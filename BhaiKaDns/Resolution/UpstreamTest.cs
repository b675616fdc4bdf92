using System.Buffers.Binary;
using System.Net.Sockets;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>Asks one server one real question, outside of all that serves the home, and tells how long it took and what came.</summary>
internal sealed class UpstreamTest(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int MaxShownAnswers = 4;

    /// <param name="wireName">In lower-case wire form.</param>
    public async Task<UpstreamTestResult> RunAsync(UpstreamAddress address, byte[] wireName, RecordType type, CancellationToken cancellationToken)
    {
        byte[] request = UpstreamQuery.Compose(wireName, type, dnssecOk: false, checkingDisabled: false, edns: true, mixedCase: false);
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        long begun = time.GetTimestamp();
        try
        {
            byte[] reply = address.Protocol is UpstreamProtocol.Tcp
                ? await AskOverTcpAsync(address, request, either.Token)
                : await AskOverUdpAsync(address, request, either.Token);
            return Read(request, reply, time.GetElapsedTime(begun));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return UpstreamTestResult.Failed($"no answer within {Patience.TotalSeconds:0} seconds.", time.GetElapsedTime(begun));
        }
        catch (SocketException exception)
        {
            return UpstreamTestResult.Failed($"{exception.SocketErrorCode}.", time.GetElapsedTime(begun));
        }
        catch (EndOfStreamException)
        {
            return UpstreamTestResult.Failed("the connection was closed without an answer.", time.GetElapsedTime(begun));
        }
    }

    private static async Task<byte[]> AskOverUdpAsync(UpstreamAddress address, byte[] request, CancellationToken cancellationToken)
    {
        // Connected: the kernel takes datagrams of this server alone.
        using Socket socket = new(address.Endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(address.Endpoint, cancellationToken);
        await socket.SendAsync(request, cancellationToken);
        byte[] buffer = new byte[ushort.MaxValue];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (ReplyCheck.Check(request, buffer.AsSpan(0, length), exactCase: false, out _, out _) is not ReplyVerdict.Mismatch)
            {
                return buffer[..length];
            }
        }
    }

    private static async Task<byte[]> AskOverTcpAsync(UpstreamAddress address, byte[] request, CancellationToken cancellationToken)
    {
        using Socket socket = new(address.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Endpoint, cancellationToken);
        await using NetworkStream stream = new(socket);
        byte[] framed = new byte[request.Length + sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)request.Length);
        request.CopyTo(framed, sizeof(ushort));
        await stream.WriteAsync(framed, cancellationToken);
        byte[] prefix = new byte[sizeof(ushort)];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        byte[] reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(reply, cancellationToken);
        return reply;
    }

    private static UpstreamTestResult Read(byte[] request, byte[] reply, TimeSpan elapsed)
    {
        ReplyVerdict verdict = ReplyCheck.Check(request, reply, exactCase: false, out ResponseCode code, out _);
        if (verdict is ReplyVerdict.Mismatch or ReplyVerdict.Malformed || MessageReader.Read(reply, out MessageSections sections) is not ParseError.None)
        {
            return UpstreamTestResult.Failed("what came is not an answer to the question.", elapsed);
        }

        List<string> answers = [];
        RecordReader records = new(reply, sections.Answers);
        while (records.Offset < sections.Authorities && answers.Count < MaxShownAnswers && records.Read(out RecordView record) is ParseError.None)
        {
            answers.Add($"{RecordTypeText.ToText(record.Type)} {RecordText.ToText(reply, record)}");
        }

        return new UpstreamTestResult(true, elapsed, code, answers, "");
    }
}

/// <param name="Answers">The first records, with their types.</param>
/// <param name="Problem">Half a sentence; empty when it answered.</param>
internal sealed record UpstreamTestResult(bool IsAnswered, TimeSpan Elapsed, ResponseCode ResponseCode, IReadOnlyList<string> Answers, string Problem)
{
    public static UpstreamTestResult Failed(string problem, TimeSpan elapsed) => new(false, elapsed, ResponseCode.ServerFailure, [], problem);
}
