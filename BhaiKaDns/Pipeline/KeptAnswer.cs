using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>What became of an upstream's answer: what goes to the clients who wait, and, mostly, into the cache.</summary>
internal readonly ref struct KeptAnswer
{
    private KeptAnswer(CachedAnswer answer, ReadOnlySpan<byte> body, ReadOnlySpan<byte> found)
    {
        Answer = answer;
        Body = body;
        Found = found;
    }

    public CachedAnswer Answer { get; }

    /// <summary>What stands behind the question; in a buffer of this thread that the next answer takes over.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>What the verdict was reached for, where that was not the name asked for; in a buffer like the body's.</summary>
    public ReadOnlySpan<byte> Found { get; }

    public bool IsFailed => Answer.Verdict.Decision is Decision.Failed;

    public static KeptAnswer Answered(CachedAnswer answer, ReadOnlySpan<byte> body, ReadOnlySpan<byte> found) => new(answer, body, found);

    public static KeptAnswer Failed(byte upstream) =>
        new(new CachedAnswer { ResponseCode = ResponseCode.ServerFailure, Verdict = new Verdict(Decision.Failed, Reason.UpstreamFailed), Upstream = upstream }, [], []);
}
