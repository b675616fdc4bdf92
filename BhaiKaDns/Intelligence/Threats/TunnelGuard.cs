using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Looks for what is carried out of the home in names: many different, code-like subdomains of one registrable domain by one device.
/// Told of every finished query by one thread; allocates nothing.
/// </summary>
/// <remarks>
/// A fixed table, eight places to a bucket. A new pair takes a place that ran out, else the one with the fewest subdomains and, among
/// those, the one not asked for longest: a flood of ordinary pairs pushes out ordinary pairs, not a tunnel.
/// </remarks>
internal sealed class TunnelGuard(TunnelGuardList guarded, NaturalLetters letters)
{
    private const int Buckets = 1024;
    private const int Ways = 8;
    private const ulong PairSeed = 0x7475_6E6E_656C_0002;
    private const ulong SubdomainSeed = 0x7475_6E6E_656C_0003;

    // Pinned, so that compacting after the start does not copy it: pages that no query touched stay out of memory.
    private readonly Window[] _windows = GC.AllocateArray<Window>(Buckets * Ways, pinned: true);

    /// <summary>Half a window: figures reach back at least so far and at most twice as far.</summary>
    public static TimeSpan Half { get; } = TimeSpan.FromMinutes(10);

    private static long HalfMs { get; } = (long)Half.TotalMilliseconds;

    /// <summary>Names a device and registrable domain within this process.</summary>
    public static ulong PairOf(in ClientAddress client, ReadOnlySpan<byte> registrable) =>
        SeededHash.Combine(SeededHash.Combine(SeededHash.Compute(registrable, PairSeed), client.High), client.Low) | 1;

    /// <summary>Tells subdomains of one domain apart within this process.</summary>
    public static uint HashOf(ReadOnlySpan<byte> labels) => (uint)(SeededHash.Compute(labels, SubdomainSeed) >> 32);

    /// <summary>Types that carry much in their answers and that browsers hardly ask.</summary>
    public static bool IsRare(RecordType type) => type is RecordType.Null or RecordType.Txt or RecordType.Key or RecordType.Cname or RecordType.Mx;

    /// <summary>Counts a query.</summary>
    /// <param name="name">QNAME in lower-case wire form.</param>
    /// <param name="registrableAt">Where the registrable domain starts in it; below 1 if it has none or is one.</param>
    public TunnelObservation Observe(in ClientAddress client, ReadOnlySpan<byte> name, int registrableAt, RecordType type, long unixTimeMs)
    {
        if (registrableAt <= 0 || guarded.Covers(name))
        {
            return default;
        }

        ulong pair = PairOf(client, name[registrableAt..]);
        ref Window window = ref Find(pair, unixTimeMs);
        Turn(ref window, unixTimeMs);
        window.LastMs = unixTimeMs;
        ref TunnelHalf half = ref window.Current;
        half.Queries++;
        half.RareQueries += IsRare(type) ? 1 : 0;
        ReadOnlySpan<byte> labels = name[..registrableAt];
        uint hash = HashOf(labels);
        if (!half.Has(hash) && !window.Previous.Has(hash))
        {
            ReadOnlySpan<byte> changing = window.Frame.Changing(labels);
            half.Add(hash, changing, letters.Read(changing, window.Frame.SharedStart(changing)));
        }

        return Judge(ref window);
    }

    private static TunnelObservation Judge(ref Window window)
    {
        int unique = window.Current.Unique + window.Previous.Unique;
        if (unique < TunnelObservation.LeastUnique)
        {
            return default;
        }

        double entropy = TunnelHalf.Entropy(window.Current, window.Previous);
        double information = (window.Current.Octets + window.Previous.Octets) * entropy / 8;
        double codedShare = (window.Current.Coded + window.Previous.Coded) / (double)unique;
        double meanBits = (window.Current.Bits + window.Previous.Bits) / Math.Max(1, window.Current.Letters + window.Previous.Letters);
        int queries = window.Current.Queries + window.Previous.Queries;
        double rareShare = (window.Current.RareQueries + window.Previous.RareQueries) / (double)queries;
        TunnelLevel level = TunnelObservation.Judge(unique, information, entropy, codedShare, meanBits, rareShare);
        bool isRise = level > window.Told;
        window.Told = isRise ? level : window.Told;
        return new TunnelObservation(level, isRise, window.Pair, unique, queries, information, entropy, codedShare, meanBits, rareShare, window.SinceMs);
    }

    private static void Turn(ref Window window, long now)
    {
        long age = now - window.HalfStartMs;
        if (age < HalfMs)
        {
            return;
        }

        bool isContinued = age < 2 * HalfMs && window.Current.Unique > 0;
        window.Previous = isContinued ? window.Current : default;
        window.Current = default;
        window.HalfStartMs = isContinued ? window.HalfStartMs + HalfMs : now;
        window.SinceMs = isContinued ? window.SinceMs : now;
        window.Told = isContinued ? window.Told : TunnelLevel.None;
    }

    private ref Window Find(ulong pair, long now)
    {
        int bucket = (int)(pair >> 1) & (Buckets - 1);
        Span<Window> places = _windows.AsSpan(bucket * Ways, Ways);
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

        places[weakest] = new Window { Pair = pair, HalfStartMs = now, SinceMs = now };
        return ref places[weakest];
    }

    private struct Window
    {
        public ulong Pair;
        public long HalfStartMs;
        public long SinceMs;
        public long LastMs;
        public TunnelLevel Told;
        public TunnelFrame Frame;
        public TunnelHalf Current;
        public TunnelHalf Previous;

        // Number of subdomains first, then how lately asked; a window that ran out is worth nothing.
        public readonly long WorthAt(long now)
        {
            long age = now - LastMs;
            return Pair == 0 || age >= 2 * HalfMs ? -1 : ((long)(Current.Unique + Previous.Unique) << 32) + (2 * HalfMs) - age;
        }
    }
}
