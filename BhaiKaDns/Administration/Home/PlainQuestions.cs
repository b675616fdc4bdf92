using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Administration.Home;

/// <summary>Questions over UDP to a server of the home: the router, or this one. One datagram each way.</summary>
internal sealed class PlainQuestions(TimeProvider time)
{
    private const int MaxResponse = 4096;
    private const ushort UdpPayloadSize = 1232;
    private const int QuestionTail = 4;

    // An OPT record without options, so that the server may say why (RFC 6891, section 6.1.2).
    private static readonly byte[] Opt = [0, 0, 41, UdpPayloadSize >> 8, UdpPayloadSize & 0xFF, 0, 0, 0, 0, 0, 0];

    /// <inheritdoc cref="AskPlainly"/>
    public async Task<PlainReply> AskAsync(IPEndPoint server, string name, RecordType type, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Write(name, type) is not { } query)
        {
            return PlainReply.None;
        }

        using CancellationTokenSource limit = new(patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        long started = time.GetTimestamp();
        try
        {
            using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, either.Token);
            await socket.SendAsync(query, either.Token);
            byte[] response = new byte[MaxResponse];
            while (true)
            {
                int length = await socket.ReceiveAsync(response, either.Token);
                if (IsAnswerTo(query, response.AsSpan(0, length)))
                {
                    return new PlainReply(response[..length], time.GetElapsedTime(started));
                }
            }
        }
        catch (SocketException)
        {
            return PlainReply.None;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PlainReply.None;
        }
    }

    /// <summary>Whether the id and the question are ours; case of the name does not matter.</summary>
    internal static bool IsAnswerTo(ReadOnlySpan<byte> query, ReadOnlySpan<byte> response)
    {
        Span<byte> asked = stackalloc byte[DomainName.MaxLength];
        Span<byte> answered = stackalloc byte[DomainName.MaxLength];
        int at = MessageHeader.Length;
        int there = MessageHeader.Length;
        return response.Length > MessageHeader.Length && MessageHeader.IsResponse(response) && MessageHeader.Id(response) == MessageHeader.Id(query)
            && MessageHeader.QuestionCount(response) == 1
            && DomainNameReader.Read(query, ref at, asked, out int askedLength) is ParseError.None
            && DomainNameReader.Read(response, ref there, answered, out int answeredLength) is ParseError.None
            && asked[..askedLength].SequenceEqual(answered[..answeredLength])
            && response.Length >= there + QuestionTail && query.Slice(at, QuestionTail).SequenceEqual(response.Slice(there, QuestionTail));
    }

    private static byte[]? Write(string name, RecordType type)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(name, wire, out int length))
        {
            return null;
        }

        byte[] message = new byte[MessageHeader.Length + DomainName.MaxLength + QuestionTail + Opt.Length];
        ushort id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        MessageHeader.Write(message, id, HeaderFlags.RecursionDesired, Opcode.Query, ResponseCode.NoError, questions: 1, answers: 0, authorities: 0, additionals: 1);
        MessageWriter writer = new(message, MessageHeader.Length);
        return writer.TryWriteQuestion(wire[..length], type, RecordClass.Internet) && writer.TryWrite(Opt) ? message[..writer.Length] : null;
    }
}
