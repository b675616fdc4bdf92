namespace BhaiKaDns.Caching;

/// <summary>A cached answer that was found; its body stands in the caller's buffer.</summary>
internal struct CacheHit
{
    public CachedAnswer Answer;

    /// <summary>Octets of the body. If more than the caller's buffer holds, nothing was copied.</summary>
    public int BodyLength;
    public uint AgeSeconds;

    /// <summary>The TTL has run out; usable as RFC 8767 allows, no longer as an ordinary answer.</summary>
    public bool IsStale;

    /// <summary>Asking upstream failed so recently that a stale answer goes out at once (RFC 8767, section 5).</summary>
    public bool IsRetryBarred;

    /// <summary>Popular and near its end: ask upstream ahead of time. Said once for each entry.</summary>
    public bool IsRefreshDue;

    /// <summary>
    /// The body is an upstream's answer, which holds under any policy once it is judged again. Our own answers, and verdicts that
    /// were kept without an answer (at most with what was found), are good for one policy only.
    /// </summary>
    public readonly bool IsUpstreams => !Answer.Verdict.IsOwnAnswer && (Answer.AnswerCount + Answer.AuthorityCount > 0 || !Answer.Verdict.IsBlocked);
}
