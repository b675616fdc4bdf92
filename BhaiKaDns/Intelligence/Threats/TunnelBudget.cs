using System.Runtime.CompilerServices;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Lets only so much pass in code-like names of one device and registrable domain. Asked on the thread of a query that has no cached
/// answer and whose group blocks, before it goes upstream: <see cref="TunnelGuard"/> hears of a query only after its answer, and a
/// fast tunnel carries a lot in the meantime. Any thread, no locks, no allocation, 64 kB.
/// </summary>
/// <remarks>
/// A cell counts the octets of distinct subdomains (a bitmap tells repetitions, so a name asked again and again costs once). Threads
/// that meet in a cell while it changes hands may lose or double a count: each by at most one name, which the limit leaves room for.
/// </remarks>
internal sealed class TunnelBudget(TunnelGuardList guarded, NaturalLetters letters)
{
    /// <summary>Octets of distinct code-like subdomains after which all is cut.</summary>
    public const int Limit = 3_000;

    private const int Buckets = 256;
    private const int Ways = 4;
    private const int BitmapWords = 4;
    private const int BitmapBits = BitmapWords * 64;
    private const long WindowMs = 10 * 60 * 1000;

    private readonly Cell[] _cells = new Cell[Buckets * Ways];

    /// <summary>Whether a query may go upstream. Counts it if it looks like a carrier.</summary>
    /// <param name="name">QNAME in lower-case wire form.</param>
    /// <param name="registrableAt">Where the registrable domain starts in it; below 1 if it has none or is one.</param>
    /// <param name="nowMs">Milliseconds of a clock that does not go back; the same for all calls.</param>
    public bool Admits(in ClientAddress client, ReadOnlySpan<byte> name, int registrableAt, long nowMs)
    {
        if (registrableAt <= 0)
        {
            return true;
        }

        ulong pair = TunnelGuard.PairOf(client, name[registrableAt..]);
        ref Cell cell = ref Find(pair);
        if (!Unsafe.IsNullRef(ref cell) && Volatile.Read(ref cell.CutUntilMs) > nowMs)
        {
            return false;
        }

        ReadOnlySpan<byte> labels = name[..registrableAt];
        SubdomainText text = letters.Read(labels);
        if (!text.IsCoded || guarded.Covers(name))
        {
            return true;
        }

        cell = ref Unsafe.IsNullRef(ref cell) ? ref Take(pair, nowMs) : ref cell;
        return cell.Admits(TunnelGuard.HashOf(labels), text.Letters, nowMs);
    }

    /// <summary>Whether a device's queries below a domain are cut; counts nothing.</summary>
    public bool IsCut(in ClientAddress client, ReadOnlySpan<byte> registrable, long nowMs)
    {
        ref Cell cell = ref Find(TunnelGuard.PairOf(client, registrable));
        return !Unsafe.IsNullRef(ref cell) && Volatile.Read(ref cell.CutUntilMs) > nowMs;
    }

    /// <summary>Cuts a pair that <see cref="TunnelGuard"/> found, or prolongs the cut.</summary>
    /// <param name="pair">From <see cref="TunnelObservation.Pair"/>.</param>
    public void Cut(ulong pair, long nowMs)
    {
        ref Cell cell = ref Find(pair);
        cell = ref Unsafe.IsNullRef(ref cell) ? ref Take(pair, nowMs) : ref cell;
        Volatile.Write(ref cell.CutUntilMs, nowMs + WindowMs);
    }

    private ref Cell Find(ulong pair)
    {
        foreach (ref Cell cell in BucketOf(pair))
        {
            if (Volatile.Read(ref cell.Pair) == pair)
            {
                return ref cell;
            }
        }

        return ref Unsafe.NullRef<Cell>();
    }

    // The place that ran out or has counted least. What is cut stays cut unless the whole bucket is.
    private ref Cell Take(ulong pair, long nowMs)
    {
        Span<Cell> bucket = BucketOf(pair);
        int weakest = 0;
        long least = long.MaxValue;
        for (int at = 0; at < bucket.Length; at++)
        {
            long worth = bucket[at].WorthAt(nowMs);
            if (worth < least)
            {
                least = worth;
                weakest = at;
            }
        }

        ref Cell taken = ref bucket[weakest];
        taken.Begin(nowMs);
        Volatile.Write(ref taken.Pair, pair);
        return ref taken;
    }

    private Span<Cell> BucketOf(ulong pair) => _cells.AsSpan((int)(pair >> 1 & (Buckets - 1)) * Ways, Ways);

    private struct Cell
    {
        public ulong Pair;
        public long CutUntilMs;
        private long _startMs;
        private int _octets;
        private int _unique;
        private Bitmap _bitmap;

        public readonly long WorthAt(long nowMs)
        {
            if (CutUntilMs > nowMs)
            {
                return CutUntilMs;
            }

            return Pair == 0 || nowMs - _startMs >= WindowMs ? -1 : _octets;
        }

        public void Begin(long nowMs)
        {
            Volatile.Write(ref _startMs, nowMs);
            Volatile.Write(ref CutUntilMs, 0);
            Volatile.Write(ref _octets, 0);
            Volatile.Write(ref _unique, 0);
            _bitmap = default;
        }

        public bool Admits(uint subdomain, int octets, long nowMs)
        {
            if (nowMs - Volatile.Read(ref _startMs) >= WindowMs)
            {
                Begin(nowMs);
            }

            ulong bit = 1UL << (int)(subdomain & 63);
            ulong before = Interlocked.Or(ref _bitmap[(int)(subdomain >> 6) & (BitmapWords - 1)], bit);
            if ((before & bit) != 0)
            {
                return true;
            }

            // The fuller the bitmap, the more new names fall on bits already set: each one seen stands for those too.
            int unique = Interlocked.Increment(ref _unique);
            int counted = octets * BitmapBits / Math.Max(1, BitmapBits + 1 - unique);
            if (Interlocked.Add(ref _octets, counted) <= Limit || unique < TunnelObservation.LeastUnique)
            {
                return true;
            }

            Volatile.Write(ref CutUntilMs, nowMs + WindowMs);
            return false;
        }
    }

    [InlineArray(BitmapWords)]
    private struct Bitmap
    {
        private ulong _first;
    }
}
