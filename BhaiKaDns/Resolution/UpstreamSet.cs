namespace BhaiKaDns.Resolution;

/// <summary>The upstreams that serve the same names, and the order in which a question meets them.</summary>
internal sealed class UpstreamSet(Upstream[] members, Upstream[] fallbacks, UpstreamStrategy strategy, int attempts)
{
    /// <summary>With Fastest, one question in so many also goes to another than the best.</summary>
    private const int ProbeOneIn = 32;

    private int _turn = -1;

    /// <summary>The steps for one question. The first <see cref="UpstreamPlan.AtOnce"/> are taken together.</summary>
    public UpstreamPlan Plan(long nowMs)
    {
        uint turn = (uint)Interlocked.Increment(ref _turn);
        Upstream[] ordered = Order(turn, nowMs);
        Upstream? probe = Probe(ordered, turn, nowMs);
        int distinct = strategy is UpstreamStrategy.Parallel ? ordered.Length : Math.Min(ordered.Length, attempts);
        int repeats = Math.Max(attempts - distinct, 0);
        UpstreamStep[] steps = new UpstreamStep[(probe is null ? 0 : 1) + distinct + fallbacks.Length + repeats];
        int count = 0;
        for (int index = 0; index < distinct; index++)
        {
            steps[count++] = new UpstreamStep(ordered[index], UpstreamStepKind.First);
            if (index == 0 && probe is not null)
            {
                steps[count++] = new UpstreamStep(probe, UpstreamStepKind.First);
            }
        }

        foreach (Upstream fallback in fallbacks)
        {
            steps[count++] = new UpstreamStep(fallback, UpstreamStepKind.Fallback);
        }

        for (int index = 0; index < repeats; index++)
        {
            steps[count++] = new UpstreamStep(ordered[index % distinct], UpstreamStepKind.Repeat);
        }

        int atOnce = strategy is UpstreamStrategy.Parallel ? distinct : 1;
        return new UpstreamPlan(steps, atOnce + (probe is null ? 0 : 1));
    }

    /// <summary>Whether nothing is to be hoped of the members themselves.</summary>
    public bool AreMembersFailing() => Array.TrueForAll(members, static member => member.IsFailing);

    private Upstream[] Order(uint turn, long nowMs)
    {
        if (members.Length == 1)
        {
            return members;
        }

        Upstream[] ordered = new Upstream[members.Length];
        Span<double> keys = stackalloc double[members.Length];
        for (int index = 0; index < members.Length; index++)
        {
            Upstream member = members[index];
            double key = strategy switch
            {
                UpstreamStrategy.Fastest => member.Score(nowMs),
                UpstreamStrategy.Balance => (index + members.Length - (turn % (uint)members.Length)) % members.Length,
                _ => index,
            };
            ordered[index] = member;
            keys[index] = member.IsFailing ? key + 1e9 : key;
        }

        keys.Sort(ordered.AsSpan());
        return ordered;
    }

    // The one beside the first: something that fails or was never measured, when its time has come; or just another, now and then.
    private Upstream? Probe(Upstream[] ordered, uint turn, long nowMs)
    {
        if (ordered.Length == 1 || strategy is UpstreamStrategy.Parallel)
        {
            return null;
        }

        for (int index = 1; index < ordered.Length; index++)
        {
            Upstream other = ordered[index];
            if ((other.IsFailing || (strategy is UpstreamStrategy.Fastest && other.IsUntried)) && other.TryClaimProbe(nowMs))
            {
                return other;
            }
        }

        if (strategy is UpstreamStrategy.Fastest && turn % ProbeOneIn == ProbeOneIn - 1)
        {
            Upstream other = ordered[1 + (int)(turn / ProbeOneIn % (uint)(ordered.Length - 1))];
            return other.IsFailing ? null : other;
        }

        return null;
    }
}

internal readonly record struct UpstreamPlan(UpstreamStep[] Steps, int AtOnce);

internal readonly record struct UpstreamStep(Upstream Upstream, UpstreamStepKind Kind);

internal enum UpstreamStepKind : byte
{
    /// <summary>A main upstream, for the first time.</summary>
    First = 0,

    /// <summary>One of the fallback set.</summary>
    Fallback,

    /// <summary>A main upstream once more: the datagram may have been lost.</summary>
    Repeat,
}
