using BhaiKaDns.Collections;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Looks for names that one device asks at regular intervals, as malware does that reports to its master. Told of every finished query
/// by one thread, cached answers included, so that the TTL does not hide the rhythm; allocates nothing.
/// </summary>
/// <remarks>
/// A fixed table, eight places to a bucket. A new pair takes the place of one that ran out, else of the one with the fewest beats and,
/// among those, the one not asked for longest.
/// </remarks>
internal sealed class HeartbeatFinder(IsExpected isExpected)
{
    private const int Buckets = 8192;
    private const int Ways = 8;
    private const int ToldBuckets = 1024;
    private const ulong Seed = 0x6265_6174_0000_0001;

    // Pinned, so that compacting after the start does not copy it: pages that no query touched stay out of memory.
    private readonly HeartbeatRhythm[] _rhythms = GC.AllocateArray<HeartbeatRhythm>(Buckets * Ways, pinned: true);

    // Survives the eviction of a rhythm, so that nothing is told twice; overwritten in turn.
    private readonly ulong[] _told = new ulong[ToldBuckets * Ways];
    private int _nextTold;

    /// <summary>Counts a query; true if the device's rhythm for this name has become plain, once for device and name.</summary>
    /// <param name="name">QNAME in lower-case wire form.</param>
    /// <param name="nameHash">Its hash within this process.</param>
    public bool Observe(in ClientAddress client, ReadOnlySpan<byte> name, ulong nameHash, long unixTimeMs, out HeartbeatFinding finding)
    {
        ulong pair = SeededHash.Combine(SeededHash.Combine(SeededHash.Combine(nameHash, Seed), client.High), client.Low) | 1;
        ref HeartbeatRhythm rhythm = ref Find(pair, unixTimeMs);
        finding = default;
        if (!rhythm.Beat(unixTimeMs) || rhythm.IsSettled || !rhythm.TryMeasure(out HeartbeatMeasure measure))
        {
            return false;
        }

        // Asked late: a plain rhythm is rare, and both questions cost more than the arithmetic before.
        if (isExpected(name) || WasTold(pair))
        {
            rhythm.IsSettled = true;
            return false;
        }

        rhythm.IsSettled = true;
        Remember(pair);
        finding = new HeartbeatFinding(client, TimeSpan.FromSeconds(measure.PeriodSeconds), measure.Variation, rhythm.Beats, rhythm.SinceMs);
        return true;
    }

    private bool WasTold(ulong pair) => _told.AsSpan(ToldBucketOf(pair), Ways).Contains(pair);

    private void Remember(ulong pair) => _told[ToldBucketOf(pair) + (_nextTold++ & (Ways - 1))] = pair;

    private static int ToldBucketOf(ulong pair) => (int)(pair >> 1 & (ToldBuckets - 1)) * Ways;

    private ref HeartbeatRhythm Find(ulong pair, long now)
    {
        Span<HeartbeatRhythm> places = _rhythms.AsSpan((int)(pair >> 1 & (Buckets - 1)) * Ways, Ways);
        int weakest = 0;
        long least = long.MaxValue;
        for (int at = 0; at < places.Length; at++)
        {
            if (places[at].Pair == pair)
            {
                return ref places[at];
            }

            long worth = places[at].WorthAt(now);
            if (worth < least)
            {
                least = worth;
                weakest = at;
            }
        }

        places[weakest] = new HeartbeatRhythm { Pair = pair };
        return ref places[weakest];
    }
}
