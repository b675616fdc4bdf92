using System.Numerics;
using BhaiKaDns.Collections;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// The value of the longest network that contains an address. Single addresses lie in a hash table; networks are cut into ranges that
/// do not overlap, so that one binary search finds the longest. Immutable; asked without lock and without allocation.
/// </summary>
internal sealed class PrefixMap
{
    public const int Missing = -1;

    private const int AddressBits = 128;

    private readonly Slot[] _slots;
    private readonly int _mask;
    private readonly ClientAddress[] _starts;
    private readonly int[] _values;

    /// <param name="entries">Each network once.</param>
    public PrefixMap(IReadOnlyCollection<KeyValuePair<NetworkPrefix, int>> entries)
    {
        KeyValuePair<NetworkPrefix, int>[] single = [.. entries.Where(entry => entry.Key.Bits == AddressBits)];
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(single.Length * 2, 2))];
        _mask = _slots.Length - 1;
        foreach ((NetworkPrefix prefix, int value) in single)
        {
            ref Slot slot = ref _slots[Place(prefix.High, prefix.Low)];
            slot = new Slot(prefix.High, prefix.Low, value, IsTaken: true);
        }

        (_starts, _values) = Cut([.. entries.Where(entry => entry.Key.Bits < AddressBits).OrderBy(entry => entry.Key.High).ThenBy(entry => entry.Key.Low).ThenBy(entry => entry.Key.Bits)]);
    }

    /// <summary>The value, or <see cref="Missing"/>.</summary>
    public int Find(ClientAddress address)
    {
        ref readonly Slot slot = ref _slots[Place(address.High, address.Low)];
        if (slot.IsTaken)
        {
            return slot.Value;
        }

        ClientAddress[] starts = _starts;
        int low = 0;
        int high = starts.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            ref readonly ClientAddress start = ref starts[middle];
            if (start.High < address.High || (start.High == address.High && start.Low <= address.Low))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? Missing : _values[low - 1];
    }

    // Networks nest or are apart: an open one that ends before the next begins gives way to the one around it.
    private static (ClientAddress[] Starts, int[] Values) Cut(KeyValuePair<NetworkPrefix, int>[] networks)
    {
        List<(UInt128 Start, int Value)> cuts = [];
        Stack<(UInt128 End, int Value)> open = new();
        foreach ((NetworkPrefix prefix, int value) in networks)
        {
            UInt128 start = new(prefix.High, prefix.Low);
            Close(start);
            Cut(start, value);
            open.Push((start | (UInt128.MaxValue >> prefix.Bits), value));
        }

        Close(limit: null);
        return ([.. cuts.Select(cut => new ClientAddress((ulong)(cut.Start >> 64), (ulong)cut.Start))], [.. cuts.Select(cut => cut.Value)]);

        void Close(UInt128? limit)
        {
            while (open.TryPeek(out (UInt128 End, int Value) top) && (limit is null || top.End < limit))
            {
                open.Pop();
                if (top.End < UInt128.MaxValue)
                {
                    Cut(top.End + 1, open.TryPeek(out (UInt128 End, int Value) around) ? around.Value : Missing);
                }
            }
        }

        void Cut(UInt128 start, int value)
        {
            if (cuts.Count > 0 && cuts[^1].Start == start)
            {
                cuts.RemoveAt(cuts.Count - 1);
            }

            cuts.Add((start, value));
        }
    }

    private int Place(ulong high, ulong low)
    {
        int at = (int)SeededHash.Combine(SeededHash.Combine(SeededHash.ProcessSeed, high), low) & _mask;
        while (_slots[at] is { IsTaken: true } slot && (slot.High != high || slot.Low != low))
        {
            at = (at + 1) & _mask;
        }

        return at;
    }

    private readonly record struct Slot(ulong High, ulong Low, int Value, bool IsTaken);
}
