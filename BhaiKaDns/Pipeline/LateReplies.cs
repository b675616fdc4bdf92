using BhaiKaDns.Admission;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Answers queries that had to wait, through their sinks. The leader's place stays with the caller; the others' are given back.</summary>
internal sealed class LateReplies(
    AnswerKeeper keeper, PolicyStore policies, PendingQueries pending, ResponseRateLimiter responseRates, TypoAdvice typos, QueryJournal journal)
{
    [ThreadStatic]
    private static byte[]? _response;

    /// <summary>Sends what was kept; after a failure a stale answer if there is one.</summary>
    public void Send(QueryContext leader, QueryContext? waiting, in KeptAnswer kept)
    {
        if (kept.IsFailed)
        {
            SendStale(leader, waiting);
            return;
        }

        SendToAll(leader, waiting, kept, AnswerSource.Upstream);
    }

    /// <summary>Sends the stale answer to those who wait, and remembers that asking is of no use for a while. Without one: failure.</summary>
    public void SendStale(QueryContext leader, QueryContext? waiting)
    {
        if (!keeper.TryReadStale(leader, policies.Current, out KeptAnswer stale))
        {
            SendFailure(leader, waiting);
            return;
        }

        keeper.BarRetry(leader);
        SendToAll(leader, waiting, stale, AnswerSource.Stale);
    }

    /// <summary>Sends SERVFAIL with the reason.</summary>
    public void SendFailure(QueryContext leader, QueryContext? waiting) =>
        SendToAll(leader, waiting, KeptAnswer.Failed(upstream: 0), AnswerSource.Upstream);

    private void SendToAll(QueryContext leader, QueryContext? waiting, in KeptAnswer kept, AnswerSource source)
    {
        byte[] hint = kept.Answer is { ResponseCode: ResponseCode.NameError, Verdict.Decision: Decision.Allowed } && typos.SuggestFor(leader.Name) is { } meant
            ? ExtendedErrors.Suggesting(meant)
            : [];
        SendOne(leader, kept, source, hint);
        while (waiting is not null)
        {
            QueryContext? next = waiting.NextWaiting;
            waiting.NextWaiting = null;
            SendOne(waiting, kept, source, hint);
            pending.Return(waiting);
            waiting = next;
        }
    }

    private void SendOne(QueryContext query, in KeptAnswer kept, AnswerSource source, byte[] hint)
    {
        // None for a refresh, and for a leader that got a stale answer before.
        if (query.Sink is not { } sink)
        {
            return;
        }

        query.Sink = null;
        byte[] response = _response ??= new byte[ushort.MaxValue];
        Verdict verdict = kept.Answer.Verdict.For(query.Protocol);
        int length = Compose(query, response, kept, verdict, source, hint);
        ResponseCode code = MessageHeader.ResponseCode(response);
        ResponseRate rate = responseRates.Judge(query, code, query.ReceivedAtMs);
        if (rate is ResponseRate.Truncate)
        {
            length = ResponseComposer.Truncate(query, response);
        }

        bool isSilent = rate is ResponseRate.Drop || verdict is { IsBlocked: true, Form: AnswerForm.Silence };
        sink.Send(query, isSilent ? [] : response.AsSpan(0, length));
        journal.AnsweredLate(query, verdict, code, verdict.IsBlocked ? AnswerSource.Blocked : source, kept.Answer.Upstream, kept.Found);
    }

    private int Compose(QueryContext query, Span<byte> response, in KeptAnswer kept, Verdict verdict, AnswerSource source, byte[] hint)
    {
        Span<byte> room = ResponseComposer.BodyOf(query, response);
        if (verdict.Form is AnswerForm.TcpOnly)
        {
            return ResponseComposer.Truncated(query, response, ResponseCode.NoError);
        }

        if (verdict.IsBlocked)
        {
            // For what the answer leads to, or because the policy changed while the question was asked upstream.
            PolicyClass policy = policies.Current.ClassAt(query.PolicyClass);
            int blockedLength = LocalAnswers.Blocked(policy, verdict, query.Query.Type, room, out CachedAnswer blocked);
            return ResponseComposer.Complete(query, response, blocked, blockedLength, verdict.Reason);
        }

        _ = kept.Body.TryCopyTo(room);
        return ResponseComposer.Complete(query, response, kept.Answer, kept.Body.Length, source is AnswerSource.Stale ? Reason.StaleAnswer : verdict.Told, hint);
    }
}
