using BhaiKaDns.Admission;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Answers queries that had to wait, through their sinks. The leader's place stays with the caller; the others' are given back.</summary>
internal sealed class LateReplies(
    AnswerKeeper keeper, LocalAnswers localAnswers, PendingQueries pending, ResponseRateLimiter responseRates, QueryJournal journal)
{
    [ThreadStatic]
    private static byte[]? _response;

    [ThreadStatic]
    private static byte[]? _staleBody;

    /// <summary>Sends what was kept; after a failure a stale answer if there is one.</summary>
    public void Send(QueryContext leader, QueryContext? waiting, in KeptAnswer kept)
    {
        if (kept.IsFailed)
        {
            SendStale(leader, waiting);
            return;
        }

        SendToAll(leader, waiting, kept.Answer, kept.Body, AnswerSource.Upstream);
    }

    /// <summary>Sends the stale answer to those who wait, and remembers that asking is of no use for a while. Without one: failure.</summary>
    public void SendStale(QueryContext leader, QueryContext? waiting)
    {
        byte[] body = _staleBody ??= new byte[ushort.MaxValue];
        if (!keeper.TryReadStale(leader, body, out CacheHit hit))
        {
            SendFailure(leader, waiting);
            return;
        }

        keeper.BarRetry(leader);
        hit.IsStale = true;
        CachedBodies.Freshen(body, hit);
        SendToAll(leader, waiting, hit.Answer, body.AsSpan(0, hit.BodyLength), AnswerSource.Stale);
    }

    /// <summary>Sends SERVFAIL with the reason.</summary>
    public void SendFailure(QueryContext leader, QueryContext? waiting) =>
        SendToAll(leader, waiting, KeptAnswer.Failed(upstream: 0).Answer, [], AnswerSource.Upstream);

    private void SendToAll(QueryContext leader, QueryContext? waiting, in CachedAnswer answer, ReadOnlySpan<byte> body, AnswerSource source)
    {
        SendOne(leader, answer, body, source);
        while (waiting is not null)
        {
            QueryContext? next = waiting.NextWaiting;
            waiting.NextWaiting = null;
            SendOne(waiting, answer, body, source);
            pending.Return(waiting);
            waiting = next;
        }
    }

    private void SendOne(QueryContext query, in CachedAnswer answer, ReadOnlySpan<byte> body, AnswerSource source)
    {
        // None for a refresh, and for a leader that got a stale answer before.
        if (query.Sink is not { } sink)
        {
            return;
        }

        query.Sink = null;
        byte[] response = _response ??= new byte[ushort.MaxValue];
        int length = Compose(query, response, answer, body, source);
        ResponseCode code = MessageHeader.ResponseCode(response);
        ResponseRate rate = responseRates.Judge(query, code, query.ReceivedAtMs);
        if (rate is ResponseRate.Truncate)
        {
            length = ResponseComposer.Truncate(query, response);
        }

        sink.Send(query, rate is ResponseRate.Drop ? [] : response.AsSpan(0, length));
        journal.AnsweredLate(query, answer.Verdict, code, answer.Verdict.IsBlocked ? AnswerSource.Blocked : source, answer.Upstream);
    }

    private int Compose(QueryContext query, Span<byte> response, in CachedAnswer answer, ReadOnlySpan<byte> body, AnswerSource source)
    {
        Span<byte> room = ResponseComposer.BodyOf(query, response);
        if (answer.Verdict.IsBlocked)
        {
            // The policy changed while the question was asked upstream.
            int blockedLength = localAnswers.Blocked(query, room, out CachedAnswer blocked);
            return ResponseComposer.Complete(query, response, blocked, blockedLength, answer.Verdict.Reason);
        }

        _ = body.TryCopyTo(room);
        return ResponseComposer.Complete(query, response, answer, body.Length, source is AnswerSource.Stale ? Reason.StaleAnswer : answer.Verdict.Told);
    }
}
