using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>What became of an upstream's answer: what goes to the clients who wait, and, mostly, into the cache.</summary>
internal readonly ref struct KeptAnswer
{
    private KeptAnswer(CachedAnswer answer, ReadOnlySpan<byte> body)
    {
        Answer = answer;
        Body = body;
    }

    public CachedAnswer Answer { get; }

    /// <summary>What stands behind the question; in a buffer of this thread that the next answer takes over.</summary>
    public ReadOnlySpan<byte> Body { get; }

    public bool IsFailed => Answer.Verdict.Decision is Decision.Failed;

    public static KeptAnswer Answered(CachedAnswer answer, ReadOnlySpan<byte> body) => new(answer, body);

    public static KeptAnswer Failed(byte upstream) =>
        new(new CachedAnswer { ResponseCode = ResponseCode.ServerFailure, Verdict = new Verdict(Decision.Failed, Reason.UpstreamFailed), Upstream = upstream }, []);
}
