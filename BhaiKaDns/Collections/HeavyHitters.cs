using System.Numerics;
using System.Runtime.InteropServices;

namespace BhaiKaDns.Collections;

/// <summary>
/// The most frequent keys of an endless stream in fixed memory (Space-Saving, Metwally et al. 2005): when a new key finds no free
/// counter it takes over the smallest one and inherits its count as possible error. A key with more than N/capacity of N
/// occurrences is always among them. One thread; adding allocates nothing.
/// </summary>
internal sealed class HeavyHitters
{
    private const int MaxKeyLength = byte.MaxValue;

    private readonly int _capacity;
    private readonly int _slotMask;
    private readonly ulong[] _hashes;
    private readonly long[] _counts;
    private readonly long[] _errors;
    private readonly byte[] _keyLengths;
    private readonly byte[] _keys;

    // Place of a counter plus one; zero is a free slot. Four slots a counter keep probe sequences short.
    private readonly ushort[] _slots;
    private int _used;

    // No counter is below this; it is raised only when none stands at it.
    private long _minimum;
    private int _cursor;

    /// <param name="capacity">Number of counters, a power of two of at most 32,768.</param>
    public HeavyHitters(int capacity)
    {
        _capacity = capacity;
        _slotMask = (capacity * 4) - 1;
        _hashes = new ulong[capacity];
        _counts = new long[capacity];
        _errors = new long[capacity];
        _keyLengths = new byte[capacity];
        _keys = new byte[capacity * MaxKeyLength];
        _slots = new ushort[capacity * 4];
    }

    /// <summary>Counts one occurrence.</summary>
    /// <param name="hash">Of the key; keys with equal hashes are taken as one.</param>
    /// <param name="key">At most 255 octets.</param>
    public void Add(ulong hash, ReadOnlySpan<byte> key)
    {
        int slot = (int)hash & _slotMask;
        for (int counter; (counter = _slots[slot]) != 0; slot = (slot + 1) & _slotMask)
        {
            if (_hashes[counter - 1] == hash)
            {
                _counts[counter - 1]++;
                return;
            }
        }

        Insert(hash, key);
    }

    /// <summary>The most frequent keys, most frequent first.</summary>
    public List<HeavyHitter> Top(int count)
    {
        int[] order = new int[_used];
        long[] counts = new long[_used];
        for (int at = 0; at < _used; at++)
        {
            order[at] = at;
            counts[at] = -_counts[at];
        }

        Array.Sort(counts, order);
        List<HeavyHitter> top = [];
        foreach (int at in order.AsSpan(0, Math.Min(count, _used)))
        {
            top.Add(new HeavyHitter(_keys.AsSpan(at * MaxKeyLength, _keyLengths[at]).ToArray(), _counts[at], _errors[at]));
        }

        return top;
    }

    private void Insert(ulong hash, ReadOnlySpan<byte> key)
    {
        int counter;
        if (_used < _capacity)
        {
            counter = _used++;
            _minimum = 1;
        }
        else
        {
            counter = FindSmallest();
            Remove(counter);
            _errors[counter] = _counts[counter];
        }

        _hashes[counter] = hash;
        _counts[counter]++;
        _keyLengths[counter] = (byte)key.Length;
        key.CopyTo(_keys.AsSpan(counter * MaxKeyLength));
        int slot = (int)hash & _slotMask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & _slotMask;
        }

        _slots[slot] = (ushort)(counter + 1);
    }

    /// <summary>
    /// Goes round the counters for one that stands at the minimum. Each one found is raised above it, so a whole turn in vain
    /// comes at most once per value of the minimum.
    /// </summary>
    private int FindSmallest()
    {
        while (true)
        {
            int found = _counts.AsSpan(_cursor).IndexOf(_minimum);
            if (found >= 0)
            {
                _cursor += found;
                return _cursor;
            }

            found = _counts.AsSpan(0, _cursor).IndexOf(_minimum);
            if (found >= 0)
            {
                _cursor = found;
                return found;
            }

            _minimum = Smallest(_counts);
        }
    }

    private static long Smallest(ReadOnlySpan<long> counts)
    {
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(counts);
        Vector<long> least = new(long.MaxValue);
        foreach (Vector<long> vector in vectors)
        {
            least = Vector.Min(least, vector);
        }

        long smallest = long.MaxValue;
        for (int at = 0; at < Vector<long>.Count; at++)
        {
            smallest = Math.Min(smallest, least[at]);
        }

        // A capacity below the width of a vector leaves some over.
        foreach (long count in counts[(vectors.Length * Vector<long>.Count)..])
        {
            smallest = Math.Min(smallest, count);
        }

        return smallest;
    }

    /// <summary>Frees the slot of a counter and moves up what stands behind it, so that no probe sequence is broken.</summary>
    private void Remove(int counter)
    {
        int hole = (int)_hashes[counter] & _slotMask;
        while (_slots[hole] != counter + 1)
        {
            hole = (hole + 1) & _slotMask;
        }

        for (int next = (hole + 1) & _slotMask; _slots[next] != 0; next = (next + 1) & _slotMask)
        {
            int home = (int)_hashes[_slots[next] - 1] & _slotMask;
            if (((next - home) & _slotMask) >= ((next - hole) & _slotMask))
            {
                _slots[hole] = _slots[next];
                hole = next;
            }
        }

        _slots[hole] = 0;
    }
}

/// <param name="Count">Never below the true number of occurrences.</param>
/// <param name="MaxError">By how much <paramref name="Count"/> may be too high.</param>
internal readonly record struct HeavyHitter(byte[] Key, long Count, long MaxError);
