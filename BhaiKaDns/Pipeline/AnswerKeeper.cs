using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Pipeline;

/// <summary>Makes a minimal answer out of an upstream's response, judges it under the policy in force, and stores it.</summary>
internal sealed class AnswerKeeper(AnswerCache cache, AnswerJudge judge, MonotonicClock clock, IOptions<CacheOptions> options)
{
    /// <summary>For how long a failure is remembered, in seconds (RFC 9520, section 3.2: at least 1, at most 300).</summary>
    private const uint FailureTtl = 5;

    /// <summary>After a failure, how long stale answers go out without asking again, in seconds (RFC 8767, section 5).</summary>
    private const uint FailureRecheck = 30;

    private const int MillisecondsPerSecond = 1000;

    /// <summary>Where the name of a name server stands in a body of its own; 0 would mean nothing was found.</summary>
    private const int FoundAt = 1;

    [ThreadStatic]
    private static byte[]? _message;

    [ThreadStatic]
    private static ushort[]? _ttlOffsets;

    [ThreadStatic]
    private static byte[]? _found;

    [ThreadStatic]
    private static byte[]? _nameServer;

    private readonly uint _minTtl = (uint)options.Value.MinTtl.TotalSeconds;
    private readonly uint _maxTtl = (uint)options.Value.MaxTtl.TotalSeconds;
    private readonly uint _maxNegativeTtl = (uint)options.Value.MaxNegativeTtl.TotalSeconds;

    public bool IsPrefetching => options.Value.Prefetch;

    private uint NowSeconds => (uint)(clock.Milliseconds / MillisecondsPerSecond);

    /// <summary>Whether an answer past its time is at hand for this question.</summary>
    public bool HasStale(QueryContext query, PolicySnapshot policy) => TryReadStored(query, policy, [], out _);

    /// <summary>The stored answer for this question, stale or not, judged under the policy in force.</summary>
    public bool TryReadStale(QueryContext query, PolicySnapshot policy, out KeptAnswer kept)
    {
        byte[] message = _message ??= new byte[ushort.MaxValue];
        int start = query.Query.QuestionEnd;
        kept = default;
        if (!TryReadStored(query, policy, message.AsSpan(start), out CacheHit hit) || start + hit.BodyLength > message.Length)
        {
            return false;
        }

        query.Message[..start].CopyTo(message);
        hit.IsStale = true;
        CachedBodies.Freshen(message.AsSpan(start), hit);
        kept = Judge(query, message.AsSpan(0, start + hit.BodyLength), hit.Answer, policy);
        return true;
    }

    /// <summary>Lets stale answers to this question go out at once for a while.</summary>
    public void BarRetry(QueryContext query)
    {
        cache.BarRetry(CacheKey.Of(query), NowSeconds + FailureRecheck);
        cache.BarRetry(CacheKey.OfMissingName(query, query.Name), NowSeconds + FailureRecheck);
    }

    /// <summary>
    /// Stores what <paramref name="resolved"/> says about the question of <paramref name="leader"/>, a failure briefly. The name was
    /// judged under <paramref name="policy"/>; what its answer leads to is judged here, and stored even if it is blocked: another
    /// policy judges it again.
    /// </summary>
    public KeptAnswer Keep(QueryContext leader, in ResolvedAnswer resolved, PolicySnapshot policy)
    {
        byte[] message = _message ??= new byte[ushort.MaxValue];
        ushort[] ttlOffsets = _ttlOffsets ??= new ushort[ushort.MaxValue / 12];
        if (resolved.Message is not { Length: > 0 } response
            || !AnswerExtractor.TryExtract(response, leader.Query.DnssecOk, message, ttlOffsets, out ExtractedAnswer extracted)
            || extracted.Kind is NegativeKind.Referral)
        {
            return KeepFailure(leader, policy, resolved.Upstream);
        }

        Span<byte> body = message.AsSpan(leader.Query.QuestionEnd, extracted.BodyLength);
        CachedAnswer answer = new()
        {
            ResponseCode = extracted.ResponseCode,
            AnswerCount = (ushort)extracted.AnswerCount,
            AuthorityCount = (ushort)extracted.AuthorityCount,
            Upstream = resolved.Upstream,
            HadNameServers = extracted.HasNameServers,
        };
        uint ttl = extracted.Kind is NegativeKind.None ? Math.Clamp(extracted.TtlSeconds, _minTtl, _maxTtl) : Math.Min(extracted.TtlSeconds, _maxNegativeTtl);
        BodyTtls.Clamp(body, extracted.RecordCount, extracted.Kind is NegativeKind.None ? _minTtl : 0, ttl);
        KeptAnswer kept = Judge(leader, message.AsSpan(0, leader.Query.QuestionEnd + extracted.BodyLength), answer, policy);
        bool isServerHeld = extracted.HasNameServers && JudgeNameServers(leader, response, policy, ref kept);
        if (isServerHeld && kept.Answer.Verdict.Form is not AnswerForm.TcpOnly)
        {
            KeepVerdict(leader, kept, ttl);
        }
        else if (ttl > 0 && (leader.OnName.IsOwnAnswer || isServerHeld))
        {
            cache.StoreBriefly(CacheKey.Of(leader), kept.Answer, body, NowSeconds, ttl);
        }
        else if (ttl > 0)
        {
            cache.Store(KeyFor(leader, extracted), kept.Answer, body, NowSeconds, ttl);
        }

        return kept;
    }

    private bool TryReadStored(QueryContext query, PolicySnapshot policy, Span<byte> body, out CacheHit hit)
    {
        hit = default;
        if (query.OnName.IsOwnAnswer)
        {
            return false;
        }

        if (cache.TryRead(CacheKey.Of(query), NowSeconds, body, out hit) && hit.Answer.Verdict.Decision is not Decision.Failed && hit.IsUpstreams)
        {
            return hit.Answer.Generation == policy.Generation || !NameServerJudge.NeedsResponse(policy.ClassAt(query.PolicyClass), hit.Answer);
        }

        return cache.TryRead(CacheKey.OfMissingName(query, query.Name), NowSeconds, body, out hit);
    }

    private KeptAnswer Judge(QueryContext query, ReadOnlySpan<byte> message, CachedAnswer answer, PolicySnapshot policy)
    {
        PreparedAnswers.Judge(query, policy);
        answer.Generation = policy.Generation;
        answer.Verdict = judge.Judge(policy.ClassAt(query.PolicyClass), query, query.OnName, message, answer.AnswerCount, out answer.Found);
        ReadOnlySpan<byte> found = AnswerJudge.Read(query, message, answer.Found, _found ??= new byte[DomainName.MaxLength]);
        return KeptAnswer.Answered(answer, message[query.Query.QuestionEnd..], found);
    }

    // True if a name server is held against the answer.
    private static bool JudgeNameServers(QueryContext leader, ReadOnlySpan<byte> response, PolicySnapshot policy, ref KeptAnswer kept)
    {
        Span<byte> name = (_nameServer ??= new byte[FoundAt + DomainName.MaxLength]).AsSpan(FoundAt);
        Verdict verdict = NameServerJudge.Judge(policy.ClassAt(leader.PolicyClass), kept.Answer.Verdict, response, name, out int length);
        if (length == 0)
        {
            return false;
        }

        CachedAnswer answer = kept.Answer;
        answer.Verdict = verdict;
        kept = KeptAnswer.Answered(answer, kept.Body, name[..length]);
        return true;
    }

    // What stands in the body cannot tell the name server again: only its name is kept, and the next policy asks anew.
    private void KeepVerdict(QueryContext leader, in KeptAnswer kept, uint ttl)
    {
        if (ttl > 0)
        {
            CachedAnswer held = new()
            {
                Generation = kept.Answer.Generation,
                Verdict = kept.Answer.Verdict,
                Found = new FoundTarget(FoundAt, 0),
                Upstream = kept.Answer.Upstream,
                HadNameServers = true,
            };
            cache.StoreBriefly(CacheKey.Of(leader), held, _nameServer.AsSpan(0, FoundAt + kept.Found.Length), NowSeconds, ttl);
        }
    }

    // A name that does not exist has no record of any type; one at the end of a chain says nothing about the name that was asked for.
    private static CacheKey KeyFor(QueryContext leader, in ExtractedAnswer extracted) =>
        extracted.Kind is NegativeKind.NameError && extracted.AnswerCount == 0 ? CacheKey.OfMissingName(leader, leader.Name) : CacheKey.Of(leader);

    private KeptAnswer KeepFailure(QueryContext leader, PolicySnapshot policy, byte upstream)
    {
        KeptAnswer failure = KeptAnswer.Failed(upstream);
        if (!HasStale(leader, policy))
        {
            cache.StoreBriefly(CacheKey.Of(leader), failure.Answer, [], NowSeconds, FailureTtl);
        }

        return failure;
    }
}
