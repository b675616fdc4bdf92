namespace BhaiKaDns.Resolution;

/// <summary>When a question's steps are due and when it must end, in milliseconds of the monotonic clock.</summary>
internal readonly struct ResolutionPace(TimeSpan timeout, long startedMs)
{
    /// <summary>Stub resolvers give up after 5 seconds; what comes after must still be heard in time.</summary>
    public const int TotalMs = 4_200;

    /// <summary>How long an exchange may go on that an unauthenticated ICMP message spoke against.</summary>
    public const int PatienceAfterDoubtMs = 300;

    private const int MinHedgeMs = 300;
    private const int MinRepeatMs = 1_000;
    private const int FallbackAfterMs = 1_500;

    private readonly long _timeoutMs = (long)timeout.TotalMilliseconds;

    public long StartedMs => startedMs;

    public bool HasTimeLeft(long nowMs) => nowMs < startedMs + TotalMs;

    /// <summary>End of patience with an exchange that starts now.</summary>
    public long DeadlineOf(long nowMs) => Math.Min(nowMs + _timeoutMs, startedMs + TotalMs);

    /// <summary>
    /// How long to wait for the last step before the next is taken as well: twice the usual time for another upstream; longer for
    /// one that was asked already, because only a lost datagram is a reason to ask it again.
    /// </summary>
    public long DelayBefore(in UpstreamStep next, Upstream last, bool areMembersFailing, long nowMs)
    {
        double usualMs = last.IsFailing ? 0 : last.SmoothedMs;
        return next.Kind switch
        {
            UpstreamStepKind.Repeat => Clamp(4 * usualMs, MinRepeatMs),
            UpstreamStepKind.Fallback when !areMembersFailing =>
                Math.Max(MinHedgeMs, Math.Min(FallbackAfterMs, _timeoutMs) - (nowMs - startedMs)),
            _ => Clamp(2 * usualMs, MinHedgeMs),
        };
    }

    private long Clamp(double wantedMs, int leastMs) => Math.Min(Math.Max((long)wantedMs, leastMs), _timeoutMs);
}
