using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>Questions that this server asks to complete an answer: from the cache if it knows, else upstream, and kept like any other.</summary>
internal sealed class SideQuestions(Resolver resolver, AnswerCache cache, AnswerKeeper keeper, PolicyStore policies, MonotonicClock clock)
{
    private const int MillisecondsPerSecond = 1000;
    private const uint SpecialTtl = 3600;

    /// <summary>The answer to a question for another name or type on behalf of <paramref name="query"/>; a failure if there is none.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public async ValueTask<ResolvedAnswer> AskAsync(QueryContext query, ReadOnlyMemory<byte> name, RecordType type, CancellationToken cancellationToken)
    {
        QueryContext side = new();
        side.AskFor(query, name.Span, type);
        if (SpecialNames.Classify(side.Name, type) is { IsSpecial: true } special && !(special.MayYield && resolver.IsConditional(side.Name)))
        {
            // It means something only here, so nobody upstream is asked (RFC 6303).
            MadeResponse missing = new(side) { ResponseCode = ResponseCode.NameError };
            missing.AddSoa(side.Name[^special.ZoneLength..], SpecialTtl);
            return missing.Complete(upstream: 0);
        }

        if (TryReadCached(side, out ResolvedAnswer cached, isStaleTaken: false))
        {
            return cached;
        }

        ResolvedAnswer answer = await resolver.ResolveAsync(side, cancellationToken);
        PolicySnapshot policy = policies.Current;
        PreparedAnswers.Judge(side, policy);
        if (!side.OnName.IsOwnAnswer)
        {
            bool isFailed = keeper.Keep(side, answer, policy).IsFailed;
            return isFailed && TryReadCached(side, out ResolvedAnswer stale, isStaleTaken: true) ? stale : answer;
        }

        return answer;
    }

    // What stands in the cache behind the question is a whole response without its header.
    private bool TryReadCached(QueryContext side, out ResolvedAnswer answer, bool isStaleTaken)
    {
        uint now = (uint)(clock.Milliseconds / MillisecondsPerSecond);
        int start = side.Query.QuestionEnd;
        byte[] message = new byte[ushort.MaxValue];
        bool isKnown = cache.TryRead(CacheKey.Of(side), now, message.AsSpan(start), out CacheHit hit)
            || cache.TryRead(CacheKey.OfMissingName(side, side.Name), now, message.AsSpan(start), out hit);
        if (!isKnown || !hit.IsUpstreams || hit.Answer.Verdict.Decision is Decision.Failed || (hit.IsStale && !hit.IsRetryBarred && !isStaleTaken)
            || start + hit.BodyLength > message.Length)
        {
            answer = default;
            return false;
        }

        side.Message.CopyTo(message);
        CachedBodies.Freshen(message.AsSpan(start), hit);
        MessageHeader.Write(
            message, id: 0, HeaderFlags.Response, Opcode.Query, hit.Answer.ResponseCode, questions: 1, hit.Answer.AnswerCount, hit.Answer.AuthorityCount, additionals: 0);
        answer = new ResolvedAnswer(message[..(start + hit.BodyLength)], hit.Answer.Upstream, UpstreamError.None);
        return true;
    }
}
