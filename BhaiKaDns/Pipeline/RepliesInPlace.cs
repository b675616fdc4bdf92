using BhaiKaDns.Admission;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Makes and logs responses on the listener's own thread. Allocates nothing.</summary>
internal sealed class RepliesInPlace(ResponseRateLimiter responseRates, QueryJournal journal)
{
    /// <summary>The answer of the class for a blocked name, or none, or one that sends the client to TCP.</summary>
    /// <param name="found">What the verdict was reached for, where that was not the name asked for.</param>
    public HandlingResult Blocked(
        QueryContext query, Span<byte> response, PolicyClass policyClass, Verdict verdict, ReadOnlySpan<byte> found, out int length)
    {
        switch (verdict.Form)
        {
            case AnswerForm.Silence:
                length = 0;
                journal.Answered(query, verdict, ResponseCode.NoError, AnswerSource.Blocked, upstream: 0, found);
                return HandlingResult.Silent;
            case AnswerForm.TcpOnly:
                length = ResponseComposer.Truncated(query, response, ResponseCode.NoError);
                break;
            default:
                int bodyLength = LocalAnswers.Blocked(policyClass, verdict, query.Query.Type, ResponseComposer.BodyOf(query, response), out CachedAnswer blocked);
                length = ResponseComposer.Complete(query, response, blocked, bodyLength, verdict.Reason);
                break;
        }

        return Answered(query, response, verdict, AnswerSource.Blocked, ref length, found);
    }

    /// <summary>An error without records.</summary>
    public HandlingResult Refuse(QueryContext query, Span<byte> response, ResponseCode code, Reason reason, out int length)
    {
        length = ResponseComposer.Error(query, response, code, reason);
        Verdict verdict = new(code is ResponseCode.ServerFailure ? Decision.Failed : Decision.Refused, reason);
        return Answered(query, response, verdict, AnswerSource.Local, ref length);
    }

    /// <summary>Logs a complete response; it may have to be cut short, or not be sent, for the sake of others.</summary>
    public HandlingResult Answered(QueryContext query, Span<byte> response, Verdict verdict, AnswerSource source, ref int length, ReadOnlySpan<byte> found = default)
    {
        ResponseCode code = MessageHeader.ResponseCode(response);
        journal.Answered(query, verdict, code, source, upstream: 0, found);
        switch (responseRates.Judge(query, code, query.ReceivedAtMs))
        {
            case ResponseRate.Drop:
                length = 0;
                return HandlingResult.Silent;
            case ResponseRate.Truncate:
                length = ResponseComposer.Truncate(query, response);
                return HandlingResult.Answered;
            default:
                return HandlingResult.Answered;
        }
    }
}
