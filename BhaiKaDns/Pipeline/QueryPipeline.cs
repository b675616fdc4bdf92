using BhaiKaDns.Admission;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// The one ordered path of a query. <see cref="TryHandle"/> names every stage that can decide without waiting, in order; what is left
/// goes on in <see cref="MissResolution"/>.
/// </summary>
internal sealed class QueryPipeline(
    AdmissionControl admission,
    PolicyStore policies,
    AnswerCache cache,
    PreparedAnswers preparedAnswers,
    SpecialAnswers specialAnswers,
    StoredAnswers storedAnswers,
    MissResolution misses,
    RepliesInPlace replies,
    QueryJournal journal)
{
    private const int MillisecondsPerSecond = 1000;

    /// <summary>How long a costly verdict without an answer is kept, in seconds.</summary>
    private const uint VerdictKeptFor = 600;

    /// <summary>Gives a listener's thread a number of its own for the tables, counters and rings that threads do not share.</summary>
    /// <param name="isRateShared">One client's queries may come over several lanes at once.</param>
    public int OpenLane(bool isRateShared)
    {
        int lane = misses.OpenLane();
        admission.OpenLane(lane, isRateShared);
        return lane;
    }

    /// <summary>
    /// Everything that can be decided without waiting, on the listener's own thread. The caller has set the query's octets, client,
    /// protocol, lane, times, sink and return path. Allocates nothing.
    /// </summary>
    public HandlingResult TryHandle(QueryContext query, Span<byte> response, out int length)
    {
        // 1. Before parsing: a flood must cost us the least.
        length = 0;
        AdmissionResult admitted = admission.Admit(query);
        if (admitted is AdmissionResult.Silence)
        {
            return HandlingResult.Silent;
        }

        // 2. Who asks: the device's policy class is part of the cache key, and its privacy holds for what is refused too.
        PolicySnapshot policy = policies.Current;
        query.PolicyClass = policy.ClassOf(query.Client);
        ParseError error = query.Parse();
        if (error is not ParseError.None)
        {
            return RequestCheck.IsAnswered(error, query.Message.Length)
                ? replies.Refuse(query, response, ResponseCode.FormatError, Reason.Malformed, out length)
                : HandlingResult.Silent;
        }

        // 3. After parsing: a refusal echoes the question, so that a stub does not wait for its time-out.
        if (admitted is AdmissionResult.Refusal)
        {
            return replies.Refuse(query, response, ResponseCode.Refused, Reason.NotAllowed, out length);
        }

        (ResponseCode code, Reason reason) = RequestCheck.Judge(query.Query);
        if (code is not ResponseCode.NoError)
        {
            return reason is Reason.ChaosClass && specialAnswers.TryAnswerChaos(query, response, out length)
                ? replies.Answered(query, response, Verdict.Allowed with { Decision = Decision.Local }, AnswerSource.Local, ref length)
                : replies.Refuse(query, response, code, reason, out length);
        }

        // 4. Before judging: an entry carries its verdict and the policy generation it was reached under.
        uint now = (uint)(query.ReceivedAtMs / MillisecondsPerSecond);
        CacheKey key = CacheKey.Of(query);
        Span<byte> body = ResponseComposer.BodyOf(query, response);
        bool isHit = cache.TryRead(key, now, body, out CacheHit hit) && (!hit.IsStale || hit.IsRetryBarred);
        if (isHit && hit.Answer.Generation == policy.Generation)
        {
            return hit.Answer.Verdict.IsBlocked ? storedAnswers.Held(query, response, policy, key, now, hit, out length) : storedAnswers.Cached(query, response, body, hit, out length);
        }

        // 5. What the people of this home decided, names of this home and rewrites among it: they come before special names and before
        //    what is known to be missing.
        Verdict verdict = PreparedAnswers.Judge(policy, query.Name, query.Query.Type, query.PolicyClass);
        query.OnName = verdict;
        query.Generation = policy.Generation;
        verdict = verdict.For(query.Protocol);
        if (verdict.Decision is not Decision.Allowed)
        {
            return Decided(query, response, policy, key, now, verdict, isHit && hit.IsUpstreams, out length);
        }

        // 6. After a change of policy an upstream's answer is judged again from what is stored, without asking for it again. Our own
        //    answers are made anew, and name servers are not stored.
        if (isHit && StoredAnswers.CanBeJudged(query, policy, hit))
        {
            return storedAnswers.Rejudged(query, response, policy, key, now, ref hit, out length);
        }

        // 7. Names with a meaning of their own never go upstream: it could only leak them (RFC 6303, 6761).
        if (specialAnswers.TryAnswer(query, policy.ClassAt(query.PolicyClass).Switches, response, body, out length))
        {
            return replies.Answered(query, response, new Verdict(Decision.Local, Reason.SpecialName), AnswerSource.Local, ref length);
        }

        // 8. A name below one that does not exist does not exist either (RFC 8020). Last, as it takes a look-up for each label.
        //    The name asked for was judged above, so it does not matter under which policy the missing one was.
        if (MissingNames.TryRead(cache, query, now, body, out hit))
        {
            hit.Answer.Verdict = verdict;
            return storedAnswers.Cached(query, response, body, hit, out length);
        }

        // Everything above is synchronous; it allocates only to make an answer that policy prepared, once. Only a miss pays for a
        // state machine.
        return Wait(query, response, policy, key, now, out length);
    }

    /// <summary>
    /// Ends the lane's batch, after its answers were sent: events are handed over, and what waits is asked upstream. Only now, so that
    /// no cached answer waits for the system calls of a miss.
    /// </summary>
    public void EndBatch(int lane, long receivedTimestamp)
    {
        journal.EndBatch(lane, receivedTimestamp);
        misses.StartWaiting(lane);
    }

    // A name that is not simply allowed: blocked, refused, or answered by this home.
    private HandlingResult Decided(
        QueryContext query, Span<byte> response, PolicySnapshot policy, in CacheKey key, uint now, Verdict verdict, bool hasAnswer, out int length)
    {
        if (verdict.Decision is Decision.Refused)
        {
            return replies.Refuse(query, response, ResponseCode.Refused, verdict.Reason, out length);
        }

        if (verdict.IsOwnAnswer && verdict.Form is not AnswerForm.TcpOnly)
        {
            return Prepared(query, response, policy, key, now, out length);
        }

        PolicyClass policyClass = policy.ClassAt(query.PolicyClass);
        if (policyClass.IsCostly)
        {
            // With thousands of patterns to try, what was decided is worth a place in the cache; a look-up in tables is not.
            Keep(key, new CachedAnswer { Generation = policy.Generation, Verdict = query.OnName }, hasAnswer, now);
        }

        return replies.Blocked(query, response, policyClass, verdict, found: default, out length);
    }

    private void Keep(in CacheKey key, in CachedAnswer judged, bool hasAnswer, uint now)
    {
        if (hasAnswer)
        {
            cache.Restamp(key, judged);
        }
        else if (judged.Verdict.Form is not AnswerForm.TcpOnly)
        {
            cache.StoreBriefly(key, judged, [], now, VerdictKeptFor);
        }
    }

    private HandlingResult Prepared(QueryContext query, Span<byte> response, PolicySnapshot policy, in CacheKey key, uint now, out int length)
    {
        if (!preparedAnswers.TryWrite(query, policy, now, ResponseComposer.BodyOf(query, response), out CachedAnswer answer, out int bodyLength))
        {
            return Wait(query, response, policy, key, now, out length);
        }

        length = ResponseComposer.Complete(query, response, answer, bodyLength, answer.Verdict.Told);
        return replies.Answered(query, response, answer.Verdict, AnswerSource.Local, ref length);
    }

    // If all places for waiting are taken: a stale answer if there is one, else a failure at once.
    private HandlingResult Wait(QueryContext query, Span<byte> response, PolicySnapshot policy, in CacheKey key, uint now, out int length)
    {
        length = 0;
        if (misses.TryWait(query))
        {
            return HandlingResult.Deferred;
        }

        return !query.OnName.IsOwnAnswer && cache.TryRead(key, now, ResponseComposer.BodyOf(query, response), out CacheHit stale) && StoredAnswers.CanBeJudged(query, policy, stale)
            ? storedAnswers.Rejudged(query, response, policy, key, now, ref stale, out length)
            : replies.Refuse(query, response, ResponseCode.ServerFailure, Reason.Overloaded, out length);
    }
}
