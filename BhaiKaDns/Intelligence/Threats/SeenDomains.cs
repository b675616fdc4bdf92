using System.IO.Hashing;
using System.Numerics;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Remembers which registrable domains were ever asked for in this home, in fixed memory and across restarts. Two generations of a
/// Bloom filter: when the younger is full the older is forgotten, and what is asked again moves to the younger. So at least the last
/// <see cref="GenerationCount"/> distinct domains are known, and of those never asked about one in a thousand is taken for known.
/// </summary>
/// <remarks>One thread adds; <see cref="IsNew"/> may be asked by any thread at any time.</remarks>
internal sealed class SeenDomains
{
    /// <summary>Domains after which the older generation is forgotten.</summary>
    public const int GenerationCount = 250_000;

    private const int Words = 1 << 16;
    private const int Probes = 7;
    private const int Recent = 1 << 14;
    private const int RecentWays = 4;

    private readonly Lock _adding = new();
    private readonly ulong _seed;
    private readonly ulong[] _recent;
    private ulong[] _younger;
    private ulong[] _older;
    private int _youngerCount;
    private long _total;

    private SeenDomains(ulong seed, SeenDomainsState opening)
    {
        _seed = seed;
        Opening = opening;
        _younger = new ulong[Words];
        _older = new ulong[Words];
        _recent = new ulong[Recent];
    }

    /// <summary>How it began: with what was saved, or anew and why.</summary>
    public SeenDomainsState Opening { get; }

    /// <summary>Distinct domains met since the file began; a little below the truth.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Octets of memory held, and of the file.</summary>
    public static int MemoryLength => (2 * Words * sizeof(ulong)) + (Recent * sizeof(ulong));

    /// <summary>Knows nothing yet.</summary>
    /// <param name="seed">Random: with a known one a stranger could choose names that hide others.</param>
    public static SeenDomains Empty(ulong seed, SeenDomainsState opening = SeenDomainsState.Anew) => new(seed, opening);

    /// <summary>Whether a domain was never asked for here. Any thread.</summary>
    /// <param name="registrable">In lower-case wire form.</param>
    public bool IsNew(ReadOnlySpan<byte> registrable)
    {
        ulong hash = HashOf(registrable);
        return !Has(Volatile.Read(ref _younger), hash) && !Has(Volatile.Read(ref _older), hash);
    }

    /// <summary>Remembers a domain; true if it is the first time.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    public bool Add(ReadOnlySpan<byte> registrable, int day)
    {
        ulong hash = HashOf(registrable);
        if (Has(_younger, hash))
        {
            return false;
        }

        lock (_adding)
        {
            bool isNew = !Has(_older, hash);
            if (_youngerCount == GenerationCount)
            {
                // The array that is forgotten is not cleared: a reader may stand in it.
                Volatile.Write(ref _older, _younger);
                Volatile.Write(ref _younger, new ulong[Words]);
                _youngerCount = 0;
            }

            Set(_younger, hash);
            _youngerCount++;
            if (isNew)
            {
                _total++;
                Note(hash, day);
            }

            return isNew;
        }
    }

    /// <summary>The day, since 1970-01-01, of a domain's first query, if it was among the last thousands.</summary>
    public bool TryFirstSeen(ReadOnlySpan<byte> registrable, out int day)
    {
        ulong hash = HashOf(registrable);
        foreach (ulong noted in BucketOf(hash))
        {
            if (noted != 0 && noted >> 16 == hash >> 16)
            {
                day = (int)(noted & ushort.MaxValue);
                return true;
            }
        }

        day = 0;
        return false;
    }

    /// <summary>All that is remembered, as one consistent copy.</summary>
    public SeenDomainsContent Copy()
    {
        lock (_adding)
        {
            return new SeenDomainsContent(_seed, _youngerCount, _total, [.. _younger, .. _older, .. _recent]);
        }
    }

    /// <summary>Takes up what <see cref="Copy"/> gave; null if the numbers do not fit.</summary>
    public static SeenDomains? From(SeenDomainsContent content)
    {
        if (content.Words.Length != (2 * Words) + Recent || content.YoungerCount is < 0 or > GenerationCount || content.Total < 0)
        {
            return null;
        }

        SeenDomains seen = new(content.Seed, SeenDomainsState.Loaded) { _youngerCount = content.YoungerCount, _total = content.Total };
        content.Words.AsSpan(0, Words).CopyTo(seen._younger);
        content.Words.AsSpan(Words, Words).CopyTo(seen._older);
        content.Words.AsSpan(2 * Words).CopyTo(seen._recent);
        return seen;
    }

    private ulong HashOf(ReadOnlySpan<byte> registrable) => XxHash3.HashToUInt64(registrable, (long)_seed);

    // The oldest day of the bucket makes room.
    private void Note(ulong hash, int day)
    {
        Span<ulong> bucket = BucketOf(hash);
        int oldest = 0;
        for (int at = 1; at < bucket.Length; at++)
        {
            oldest = (bucket[at] & ushort.MaxValue) < (bucket[oldest] & ushort.MaxValue) ? at : oldest;
        }

        bucket[oldest] = (hash & ~(ulong)ushort.MaxValue) | (ushort)Math.Clamp(day, 1, ushort.MaxValue);
    }

    private Span<ulong> BucketOf(ulong hash) => _recent.AsSpan((int)((hash >> 20) % (Recent / RecentWays)) * RecentWays, RecentWays);

    private static bool Has(ulong[] words, ulong hash)
    {
        (uint bit, uint step) = Start(hash);
        for (int probe = 0; probe < Probes; probe++, bit += step)
        {
            if ((Volatile.Read(ref words[(bit >> 6) & (Words - 1)]) >> (int)(bit & 63) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Set(ulong[] words, ulong hash)
    {
        (uint bit, uint step) = Start(hash);
        for (int probe = 0; probe < Probes; probe++, bit += step)
        {
            words[(bit >> 6) & (Words - 1)] |= 1UL << (int)(bit & 63);
        }
    }

    // Double hashing (Kirsch and Mitzenmacher 2006); an odd step visits different bits.
    private static (uint Bit, uint Step) Start(ulong hash) => ((uint)hash, (uint)BitOperations.RotateLeft(hash, 32) | 1);
}

/// <summary>How <see cref="SeenDomains"/> began.</summary>
internal enum SeenDomainsState : byte
{
    /// <summary>There was no file.</summary>
    Anew = 0,
    Loaded = 1,

    /// <summary>The file was cut, changed or of another version: all domains are new again, once.</summary>
    Damaged = 2,
}

/// <summary>What is written to the file.</summary>
internal readonly record struct SeenDomainsContent(ulong Seed, int YoungerCount, long Total, ulong[] Words);
