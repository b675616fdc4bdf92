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
    LocalAnswers localAnswers,
    SpecialAnswers specialAnswers,
    MissResolution misses,
    ResponseRateLimiter responseRates,
    QueryJournal journal)
{
    private const int MillisecondsPerSecond = 1000;

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

        ParseError error = query.Parse();
        if (error is not ParseError.None)
        {
            return RequestCheck.IsAnswered(error, query.Message.Length)
                ? Refuse(query, response, ResponseCode.FormatError, Reason.Malformed, out length)
                : HandlingResult.Silent;
        }

        // 2. After parsing: a refusal echoes the question, so that a stub does not wait for its time-out.
        if (admitted is AdmissionResult.Refusal)
        {
            return Refuse(query, response, ResponseCode.Refused, Reason.NotAllowed, out length);
        }

        (ResponseCode code, Reason reason) = RequestCheck.Judge(query.Query);
        if (code is not ResponseCode.NoError)
        {
            return reason is Reason.ChaosClass && specialAnswers.TryAnswerChaos(query, response, out length)
                ? Answered(query, response, Verdict.Allowed with { Decision = Decision.Local }, AnswerSource.Local, ref length)
                : Refuse(query, response, code, reason, out length);
        }

        // 3. Who asks: the device's policy class is part of the cache key.
        PolicySnapshot policy = policies.Current;
        query.PolicyClass = policy.ClassOf(query.Client);

        // 4. Before judging: an entry carries its verdict and the policy generation it was reached under. After a change it is judged
        //    again from the stored answer, without asking upstream.
        uint now = (uint)(query.ReceivedAtMs / MillisecondsPerSecond);
        CacheKey key = CacheKey.Of(query);
        Span<byte> body = ResponseComposer.BodyOf(query, response);
        bool isHit = cache.TryRead(key, now, body, out CacheHit hit) && (!hit.IsStale || hit.IsRetryBarred);
        if (isHit && hit.Answer.Generation == policy.Generation)
        {
            return Cached(query, response, body, hit, out length);
        }

        // 5. What the people of this home decided.
        Verdict verdict = policy.Judge(query.Name, query.Query.Type, query.PolicyClass);
        if (verdict.IsBlocked)
        {
            int blockedLength = localAnswers.Blocked(query, body, out CachedAnswer blocked);
            length = ResponseComposer.Complete(query, response, blocked, blockedLength, verdict.Reason);
            return Answered(query, response, verdict, AnswerSource.Blocked, ref length);
        }

        if (verdict.Decision is Decision.Refused)
        {
            return Refuse(query, response, ResponseCode.Refused, verdict.Reason, out length);
        }

        if (isHit)
        {
            // What is remembered of a failure holds under every policy.
            hit.Answer.Verdict = hit.Answer.Verdict.Decision is Decision.Failed ? hit.Answer.Verdict : verdict;
            cache.Restamp(key, policy.Generation, hit.Answer.Verdict);
            return Cached(query, response, body, hit, out length);
        }

        // 6. Names with a meaning of their own never go upstream: it could only leak them (RFC 6303, 6761).
        if (specialAnswers.TryAnswer(query, policy.ClassAt(query.PolicyClass).Switches, response, body, out length))
        {
            return Answered(query, response, new Verdict(Decision.Local, Reason.SpecialName), AnswerSource.Local, ref length);
        }

        // 7. A name below one that does not exist does not exist either (RFC 8020). Last, as it takes a look-up for each label.
        //    The name asked for was judged above, so it does not matter under which policy the missing one was.
        if (MissingNames.TryRead(cache, query, now, body, out hit))
        {
            hit.Answer.Verdict = verdict;
            return Cached(query, response, body, hit, out length);
        }

        // Everything above is synchronous and allocates nothing; only a miss pays for a state machine.
        return misses.TryWait(query) ? HandlingResult.Deferred : Overloaded(query, response, key, now, out length);
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

    private HandlingResult Cached(QueryContext query, Span<byte> response, Span<byte> body, in CacheHit hit, out int length)
    {
        if (hit.IsRefreshDue)
        {
            misses.Refresh(query);
        }

        if (hit.BodyLength <= body.Length && !hit.Answer.HasFixedTtl)
        {
            CachedBodies.Freshen(body, hit);
        }

        Verdict verdict = hit.Answer.Verdict;
        length = ResponseComposer.Complete(query, response, hit.Answer, hit.BodyLength, hit.IsStale ? Reason.StaleAnswer : verdict.Told);
        return Answered(query, response, verdict, hit.IsStale ? AnswerSource.Stale : AnswerSource.Cache, ref length);
    }

    // All places for waiting are taken: a stale answer if there is one, else a failure at once.
    private HandlingResult Overloaded(QueryContext query, Span<byte> response, in CacheKey key, uint now, out int length) =>
        cache.TryRead(key, now, ResponseComposer.BodyOf(query, response), out CacheHit stale)
            ? Cached(query, response, ResponseComposer.BodyOf(query, response), stale, out length)
            : Refuse(query, response, ResponseCode.ServerFailure, Reason.Overloaded, out length);

    private HandlingResult Refuse(QueryContext query, Span<byte> response, ResponseCode code, Reason reason, out int length)
    {
        length = ResponseComposer.Error(query, response, code, reason);
        Verdict verdict = new(code is ResponseCode.ServerFailure ? Decision.Failed : Decision.Refused, reason);
        return Answered(query, response, verdict, AnswerSource.Local, ref length);
    }

    private HandlingResult Answered(QueryContext query, Span<byte> response, Verdict verdict, AnswerSource source, ref int length)
    {
        ResponseCode code = MessageHeader.ResponseCode(response);
        journal.Answered(query, verdict, code, source, upstream: 0);
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
