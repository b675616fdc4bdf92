using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BhaiKaDns.Collections;

/// <summary>
/// An immutable map from hashed names (<see cref="SuffixHashes"/>) to small numbers, made for millions of names: about 7.5 octets
/// a name, one cache line per question. Reading takes no lock and allocates nothing; made by <see cref="NameSetBuilder"/>.
/// </summary>
/// <remarks>
/// A name that was never added is found with a probability of about 6 in 10^10 (34 bits of fingerprint within the bucket that the
/// rest of a seeded hash selects).
/// </remarks>
internal sealed unsafe class NameSet
{
    /// <summary>Largest tag; 0 means "not in the set".</summary>
    public const int MaxTag = NameBucket.TagMask;

    private readonly NativeBlock _memory;
    private readonly byte* _buckets;
    private readonly ulong _bucketCount;

    internal NameSet(NativeBlock memory, int bucketCount, int count, int minLabels, int maxLabels)
    {
        _memory = memory;
        _buckets = memory.Pointer;
        _bucketCount = (ulong)bucketCount;
        Count = count;
        MinLabels = minLabels;
        MaxLabels = maxLabels;
    }

    /// <summary>A set without names.</summary>
    public static NameSet Empty { get; } = new NameSetBuilder(0).Build();

    /// <summary>Distinct names.</summary>
    public int Count { get; }

    /// <summary>Fewest labels of any name in the set; shorter suffixes need not be looked up. Larger than <see cref="MaxLabels"/> if the set is empty.</summary>
    public int MinLabels { get; }

    /// <summary>Most labels of any name in the set; longer suffixes need not be looked up.</summary>
    public int MaxLabels { get; }

    /// <summary>Octets of native memory held.</summary>
    public long MemoryLength => (long)_memory.Length;

    /// <summary>Tag of the name with this hash, or 0.</summary>
    public int Find(ulong hash)
    {
        ulong index = Math.BigMul(hash, _bucketCount, out _);
        int tag = 0;
        while (true)
        {
            byte* bucket = _buckets + (index * NameBucket.Length);
            int slot = NameBucket.Find(bucket, hash);
            if (slot >= 0)
            {
                tag = NameBucket.TagAt(bucket, slot);
                break;
            }

            // Overflow is marked in full buckets only, and the builder never fills them all: this ends.
            if (!NameBucket.HasOverflow(bucket, hash))
            {
                break;
            }

            index = index + 1 == _bucketCount ? 0 : index + 1;
        }

        // The finalizer of the memory must not run between the last use of the object and the last read through the pointer.
        GC.KeepAlive(_memory);
        return tag;
    }

    /// <summary>Counts the names of each tag. Reads the whole table.</summary>
    /// <param name="counts">By tag; added to.</param>
    public void CountTags(Span<int> counts)
    {
        for (ulong index = 0; index < _bucketCount; index++)
        {
            for (int slot = 0; slot < NameBucket.Slots; slot++)
            {
                int tag = NameBucket.TagAt(_buckets + (index * NameBucket.Length), slot);
                if (tag > 0 && tag < counts.Length)
                {
                    counts[tag]++;
                }
            }
        }

        GC.KeepAlive(_memory);
    }

    /// <summary>Asks the processor to fetch the line that <see cref="Find"/> will read first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_buckets + (Math.BigMul(hash, _bucketCount, out _) * NameBucket.Length));
        }
    }

    /// <summary>
    /// Gives the memory back at once, for a set that was replaced. A reader that still holds the set may go on: it finds less and
    /// less, but reads nothing foreign.
    /// </summary>
    public void Retire() => _memory.Discard();
}
