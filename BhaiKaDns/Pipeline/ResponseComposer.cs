using System.Buffers.Binary;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// The one place where responses are made: header, the question as the client spelled it, a body that already stands behind it, and
/// an OPT record for those who sent one. Nothing it writes is longer than the client takes. Allocates nothing.
/// </summary>
internal static class ResponseComposer
{
    /// <summary>Most octets over UDP, whatever the client offers: larger datagrams get lost in fragments (RFC 9715).</summary>
    public const int MaxUdpLength = 1232;

    /// <summary>TTL of stale answers in seconds (RFC 8767, section 4).</summary>
    public const uint StaleTtl = 30;

    private const int OptLength = 11;
    private const int KeepaliveLength = 6;

    /// <summary>Where a body may be written, as long as the client takes it with the question before it.</summary>
    public static Span<byte> BodyOf(QueryContext query, Span<byte> response)
    {
        int start = query.Query.QuestionEnd;
        int limit = Math.Min(query.MaxResponseLength(MaxUdpLength), response.Length);
        return response[start..Math.Max(limit - (query.Query.HasEdns ? OptLength : 0), start)];
    }

    /// <summary>Completes a response around a body of <paramref name="bodyLength"/> octets; one that is too long leaves as TC.</summary>
    /// <param name="hint">A further option for those who sent an OPT record, such as the name that was probably meant.</param>
    /// <returns>Octets of the response.</returns>
    public static int Complete(QueryContext query, Span<byte> response, in CachedAnswer answer, int bodyLength, Reason explained, ReadOnlySpan<byte> hint = default)
    {
        bool fits = bodyLength <= BodyOf(query, response).Length;
        int length = query.Query.QuestionEnd + (fits ? bodyLength : 0);
        HeaderFlags flags = FlagsOf(query) | (fits ? HeaderFlags.None : HeaderFlags.Truncated);
        query.Message[MessageHeader.Length..query.Query.QuestionEnd].CopyTo(response[MessageHeader.Length..]);
        MessageHeader.Write(
            response,
            query.Query.Id,
            flags,
            Opcode.Query,
            answer.ResponseCode,
            questions: 1,
            fits ? answer.AnswerCount : 0,
            fits ? answer.AuthorityCount : 0,
            query.Query.HasEdns ? 1 : 0);
        return query.Query.HasEdns ? AppendOpt(query, response, length, answer.ResponseCode, explained, hint) : length;
    }

    /// <summary>A response without records: refusals, errors, what could not be read.</summary>
    public static int Error(QueryContext query, Span<byte> response, ResponseCode code, Reason reason)
    {
        int length = query.Query.QuestionEnd;
        bool hasQuestion = length > MessageHeader.Length;
        query.Message[MessageHeader.Length..length].CopyTo(response[MessageHeader.Length..]);
        MessageHeader.Write(
            response, query.Query.Id, FlagsOf(query), query.Query.Opcode, code, hasQuestion ? 1 : 0, answers: 0, authorities: 0, query.Query.HasEdns ? 1 : 0);
        return query.Query.HasEdns ? AppendOpt(query, response, length, code, reason) : length;
    }

    /// <summary>Takes all records out of a complete response and says that it is truncated: the client comes back over TCP.</summary>
    public static int Truncate(QueryContext query, Span<byte> response) => Truncated(query, response, MessageHeader.ResponseCode(response));

    /// <summary>A response without records that says it is truncated.</summary>
    public static int Truncated(QueryContext query, Span<byte> response, ResponseCode code)
    {
        int length = Error(query, response, code, Reason.None);
        response[2] |= (byte)((int)HeaderFlags.Truncated >> 8);
        return length;
    }

    // AD stays clear: it says that we validated, and we do not yet.
    private static HeaderFlags FlagsOf(QueryContext query) =>
        HeaderFlags.Response | HeaderFlags.RecursionAvailable | (query.Query.Flags & (HeaderFlags.RecursionDesired | HeaderFlags.CheckingDisabled));

    private static int AppendOpt(QueryContext query, Span<byte> response, int length, ResponseCode code, Reason explained, ReadOnlySpan<byte> hint = default)
    {
        Span<byte> opt = response[length..];
        opt[0] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)RecordType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], MaxUdpLength);
        BinaryPrimitives.WriteUInt32BigEndian(opt[5..], ((uint)code >> 4 << 24) | (query.Query.DnssecOk ? 0x8000u : 0));

        int limit = Math.Min(query.MaxResponseLength(MaxUdpLength), response.Length) - length;
        int options = 0;
        if (query.Query.HasKeepalive && query.KeepaliveUnits > 0 && OptLength + KeepaliveLength <= limit)
        {
            BinaryPrimitives.WriteUInt16BigEndian(opt[OptLength..], (ushort)EdnsOptionCode.TcpKeepalive);
            BinaryPrimitives.WriteUInt16BigEndian(opt[(OptLength + 2)..], sizeof(ushort));
            BinaryPrimitives.WriteUInt16BigEndian(opt[(OptLength + 4)..], query.KeepaliveUnits);
            options = KeepaliveLength;
        }

        ReadOnlySpan<byte> explanation = ExtendedErrors.For(explained);
        if (OptLength + options + explanation.Length <= limit)
        {
            explanation.CopyTo(opt[(OptLength + options)..]);
            options += explanation.Length;
        }

        if (OptLength + options + hint.Length <= limit)
        {
            hint.CopyTo(opt[(OptLength + options)..]);
            options += hint.Length;
        }

        BinaryPrimitives.WriteUInt16BigEndian(opt[9..], (ushort)options);
        return length + OptLength + options;
    }
}
