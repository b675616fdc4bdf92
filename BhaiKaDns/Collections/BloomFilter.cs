using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BhaiKaDns.Collections;

/// <summary>
/// Says of a hash either "never added" or "probably added". Blocked: all bits of a hash lie in one cache line, so a question costs
/// one line. It stands in front of what is slow: shared and persistent tiers, exact sets on disk.
/// </summary>
/// <remarks>
/// Blocking costs some accuracy, because lines are filled unevenly; the constructor finds the number of bits that gives the asked rate
/// with the uneven filling counted in. One thread may add while others ask: a question misses at most what is being added at that moment.
/// </remarks>
internal sealed class BloomFilter
{
    private const int LineBits = 512;
    private const int WordsPerLine = LineBits / 64;

    private readonly ulong[] _words;
    private readonly ulong _lines;
    private readonly int _probes;
    private readonly ulong _offset;

    /// <param name="expectedCount">Number of hashes for which the rate holds; at least 1.</param>
    /// <param name="falsePositiveRate">Wanted share of wrong answers among hashes that were never added; 0.00001 to 0.5.</param>
    public BloomFilter(int expectedCount, double falsePositiveRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(falsePositiveRate, 0.00001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(falsePositiveRate, 0.5);

        double bitsPerItem = -Math.Log(falsePositiveRate) / (Math.Log(2) * Math.Log(2));
        _probes = Math.Clamp((int)Math.Round(bitsPerItem * Math.Log(2)), 1, 16);
        while (ExpectedRate(bitsPerItem, _probes) > falsePositiveRate)
        {
            bitsPerItem *= 1.02;
        }

        _lines = (ulong)Math.Ceiling(expectedCount * bitsPerItem / LineBits);
        // One line more than needed, so that the first can start at the beginning of a cache line wherever the array lies.
        _words = GC.AllocateArray<ulong>(checked((int)((_lines + 1) * WordsPerLine)), pinned: true);
        unsafe
        {
            // Pinned, so the address stays what it is now.
            _offset = (ulong)(-(nint)Unsafe.AsPointer(ref _words[0]) & (LineBits / 8 - 1)) / sizeof(ulong);
        }

        FalsePositiveRate = falsePositiveRate;
    }

    public double FalsePositiveRate { get; }

    /// <summary>Octets of memory held.</summary>
    public long MemoryLength => (long)_words.Length * sizeof(ulong);

    public void Add(ulong hash)
    {
        ref ulong line = ref Line(hash);
        ulong bits = SeededHash.Combine(hash, 1);
        for (int probe = 0; probe < _probes; probe++)
        {
            int bit = NextBit(ref bits, probe);
            Unsafe.Add(ref line, bit >> 6) |= 1UL << (bit & 63);
        }
    }

    /// <summary>False: never added. True: added, or one of the rare wrong answers.</summary>
    public bool MayContain(ulong hash)
    {
        ref ulong line = ref Line(hash);
        ulong bits = SeededHash.Combine(hash, 1);
        for (int probe = 0; probe < _probes; probe++)
        {
            int bit = NextBit(ref bits, probe);
            if ((Unsafe.Add(ref line, bit >> 6) >> (bit & 63) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong Line(ulong hash)
    {
        ulong index = Math.BigMul(hash, _lines, out _);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), (nint)(_offset + (index * WordsPerLine)));
    }

    // Seven independent pieces of nine bits come out of one hash; then it is mixed again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextBit(ref ulong bits, int probe)
    {
        if (probe % 7 == 0 && probe != 0)
        {
            bits = SeededHash.Combine(bits, 2);
        }

        return (int)(bits >> (9 * (probe % 7))) & (LineBits - 1);
    }

    // A line holds a Poisson-distributed number of items; each number has its own rate.
    private static double ExpectedRate(double bitsPerItem, int probes)
    {
        double mean = LineBits / bitsPerItem;
        double probability = Math.Exp(-mean);
        double rate = 0;
        for (int items = 1; items < 20 * (mean + 10); items++)
        {
            probability *= mean / items;
            rate += probability * Math.Pow(1 - Math.Pow(1 - (1.0 / LineBits), items * probes), probes);
        }

        return rate;
    }
}
