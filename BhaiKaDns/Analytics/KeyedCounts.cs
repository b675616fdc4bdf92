namespace BhaiKaDns.Analytics;

/// <summary>Counts by a small number, for the first <see cref="Capacity"/> different ones; later ones are passed over. One thread; adding allocates nothing.</summary>
internal sealed class KeyedCounts
{
    public const int Capacity = 64;

    private const int SlotMask = (2 * Capacity) - 1;

    private readonly ushort[] _keys = new ushort[SlotMask + 1];
    private readonly long[] _counts = new long[SlotMask + 1];
    private readonly long[] _sums = new long[SlotMask + 1];
    private int _used;

    /// <param name="amount">Is summed beside the count.</param>
    public void Add(ushort key, long amount = 0)
    {
        int slot = key & SlotMask;
        while (_counts[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & SlotMask;
        }

        if (_counts[slot] == 0)
        {
            if (_used == Capacity)
            {
                return;
            }

            _used++;
            _keys[slot] = key;
        }

        _counts[slot]++;
        _sums[slot] += amount;
    }

    public List<(ushort Key, long Count, long Sum)> Take()
    {
        List<(ushort, long, long)> taken = new(_used);
        for (int slot = 0; slot <= SlotMask; slot++)
        {
            if (_counts[slot] > 0)
            {
                taken.Add((_keys[slot], _counts[slot], _sums[slot]));
            }
        }

        return taken;
    }

    public void Clear()
    {
        _used = 0;
        Array.Clear(_counts);
        Array.Clear(_sums);
    }
}
