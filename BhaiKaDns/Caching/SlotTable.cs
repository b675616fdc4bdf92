using System.Numerics;
using BhaiKaDns.Collections;

namespace BhaiKaDns.Caching;

/// <summary>
/// Open addressing over buckets of one cache line: seven slots of 8 octets (32 bits of hash, 32 bits of offset) and one word that
/// holds a use count for each slot and how many entries were pushed on to later buckets, so that a removal needs no tombstones and
/// a miss mostly reads one line. Readers look without a lock; writers hold the shard's.
/// </summary>
internal sealed unsafe class SlotTable : IDisposable
{
    private const int SlotsPerBucket = 7;
    private const int WordsPerBucket = 8;
    private const int BucketLength = WordsPerBucket * sizeof(ulong);
    private const int MaxProbes = 8;

    private readonly NativeBlock _block;
    private readonly ulong* _words;
    private readonly int _mask;

    /// <param name="capacity">Entries to be held; slots are 1.75 to 3.5 times as many.</param>
    public SlotTable(int capacity)
    {
        int buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity / 4, 8));
        _mask = buckets - 1;
        _block = new NativeBlock((nuint)buckets * BucketLength);
        _words = (ulong*)_block.Pointer;
    }

    /// <summary>The next slot that may belong to <paramref name="hash"/>; begin with a default cursor.</summary>
    public bool Next(ulong hash, ref SlotCursor cursor)
    {
        uint tag = TagOf(hash);
        for (; cursor.Probe < MaxProbes; cursor.Probe++, cursor.Slot = 0)
        {
            ulong* bucket = BucketAt(hash, cursor.Probe);
            for (; cursor.Slot < SlotsPerBucket; cursor.Slot++)
            {
                ulong word = Volatile.Read(ref bucket[cursor.Slot]);
                if ((uint)(word >> 32) == tag)
                {
                    cursor.Word = word;
                    cursor.Address = bucket + cursor.Slot;
                    cursor.UseCount = (byte*)(bucket + SlotsPerBucket) + 1 + cursor.Slot;
                    cursor.Slot++;
                    return true;
                }
            }

            if (*(byte*)(bucket + SlotsPerBucket) == 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Slots of the table, used or not: the positions that <see cref="NextUsed"/> goes through.</summary>
    public int SlotCount => (_mask + 1) * SlotsPerBucket;

    /// <summary>The next used slot from <paramref name="position"/> on, which moves behind it. No lock: what is stored or removed meanwhile may be missed or come twice.</summary>
    public bool NextUsed(ref int position, out SlotCursor cursor)
    {
        cursor = default;
        while (position < SlotCount)
        {
            ulong* bucket = _words + ((long)(position / SlotsPerBucket) * WordsPerBucket);
            int slot = position++ % SlotsPerBucket;
            ulong word = Volatile.Read(ref bucket[slot]);
            if (word != 0)
            {
                cursor.Word = word;
                cursor.Address = bucket + slot;
                cursor.UseCount = (byte*)(bucket + SlotsPerBucket) + 1 + slot;
                return true;
            }
        }

        return false;
    }

    /// <summary>Publishes an entry; false if all places it may stand in are taken. <paramref name="useCount"/> starts its count.</summary>
    public bool TryInsert(ulong hash, int entryOffset, byte useCount)
    {
        for (int probe = 0; probe < MaxProbes; probe++)
        {
            ulong* bucket = BucketAt(hash, probe);
            for (int slot = 0; slot < SlotsPerBucket; slot++)
            {
                if (bucket[slot] == 0)
                {
                    ((byte*)(bucket + SlotsPerBucket))[1 + slot] = useCount;
                    Volatile.Write(ref bucket[slot], WordOf(hash, entryOffset));
                    CountOverflow(hash, probe, 1);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Takes the slot that <paramref name="cursor"/> stands on out of the table.</summary>
    public void Remove(ulong hash, in SlotCursor cursor)
    {
        Volatile.Write(ref *cursor.Address, 0);
        CountOverflow(hash, cursor.Probe, -1);

        // Whoever reuses the entry's memory does so after this: a reader that sees new octets also sees the empty slot.
        Volatile.WriteBarrier();
    }

    public void Dispose() => _block.Dispose();

    private static uint TagOf(ulong hash) => (uint)(hash >> 32) | 1;

    private static ulong WordOf(ulong hash, int entryOffset) => ((ulong)TagOf(hash) << 32) | (uint)(entryOffset / EntryHeader.Alignment);

    private ulong* BucketAt(ulong hash, int probe) => _words + ((nint)(((int)hash + probe) & _mask) * WordsPerBucket);

    // A full counter stays full for ever: later misses look one bucket too far, nothing worse.
    private void CountOverflow(ulong hash, int probes, int change)
    {
        for (int probe = 0; probe < probes; probe++)
        {
            byte* overflow = (byte*)(BucketAt(hash, probe) + SlotsPerBucket);
            if (*overflow != byte.MaxValue)
            {
                *overflow = (byte)(*overflow + change);
            }
        }
    }
}
