using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Replies out of what the cache holds for a question, judged again where the policy changed. Allocates nothing.</summary>
internal sealed class StoredAnswers(AnswerCache cache, AnswerJudge answerJudge, MissResolution misses, RepliesInPlace replies)
{
    /// <summary>Whether what is stored is enough to reach a verdict under another policy.</summary>
    public static bool CanBeJudged(QueryContext query, PolicySnapshot policy, in CacheHit hit) =>
        hit.IsUpstreams && !NameServerJudge.NeedsResponse(policy.ClassAt(query.PolicyClass), hit.Answer);

    /// <summary>An answer that nothing is held against.</summary>
    public HandlingResult Cached(QueryContext query, Span<byte> response, Span<byte> body, in CacheHit hit, out int length)
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
        return replies.Answered(query, response, verdict, hit.IsStale ? AnswerSource.Stale : AnswerSource.Cache, ref length);
    }

    /// <summary>An upstream's answer is there, or only a verdict, but it is blocked; or it is for connections only.</summary>
    public HandlingResult Held(QueryContext query, Span<byte> response, PolicySnapshot policy, in CacheKey key, uint now, in CacheHit hit, out int length)
    {
        Verdict verdict = hit.Answer.Verdict.For(query.Protocol);
        if (verdict.Decision is Decision.Allowed)
        {
            CacheHit open = hit;
            open.Answer.Verdict = verdict;
            return Cached(query, response, ResponseComposer.BodyOf(query, response), open, out length);
        }

        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        ReadOnlySpan<byte> found = !hit.Answer.Found.IsNone && StoredMessages.TryRead(cache, query, response, key, now, hit, out ReadOnlySpan<byte> message)
            ? AnswerJudge.Read(query, message, hit.Answer.Found, buffer)
            : default;
        return replies.Blocked(query, response, policy.ClassAt(query.PolicyClass), verdict, found, out length);
    }

    /// <summary>Judges an answer for which <see cref="CanBeJudged"/> holds under a policy that is new to it.</summary>
    public HandlingResult Rejudged(QueryContext query, Span<byte> response, PolicySnapshot policy, in CacheKey key, uint now, ref CacheHit hit, out int length)
    {
        // What is remembered of a failure holds under every policy.
        if (hit.Answer.Verdict.Decision is not Decision.Failed)
        {
            if (!StoredMessages.TryRead(cache, query, response, key, now, hit, out ReadOnlySpan<byte> message))
            {
                // Replaced at this very moment: like any other miss.
                length = 0;
                return misses.TryWait(query) ? HandlingResult.Deferred : replies.Refuse(query, response, ResponseCode.ServerFailure, Reason.Overloaded, out length);
            }

            hit.Answer.Verdict = answerJudge.Judge(
                policy.ClassAt(query.PolicyClass), query, query.OnName, message, hit.Answer.AnswerCount, out hit.Answer.Found);
        }

        hit.Answer.Generation = policy.Generation;
        cache.Restamp(key, hit.Answer);
        return hit.Answer.Verdict.IsBlocked
            ? Held(query, response, policy, key, now, hit, out length)
            : Cached(query, response, ResponseComposer.BodyOf(query, response), hit, out length);
    }
}
