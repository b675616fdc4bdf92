namespace BhaiKaDns.Caching;

/// <summary>Where a search in the <see cref="SlotTable"/> stands.</summary>
internal unsafe struct SlotCursor
{
    public int Probe;

    /// <summary>The slot to look at next.</summary>
    public int Slot;

    /// <summary>The slot's word as it was read.</summary>
    public ulong Word;
    public ulong* Address;

    /// <summary>
    /// How often the entry was used (two bits), and whether its refresh was asked for (top bit). Readers write it without a lock:
    /// a count lost or given to the slot's next entry harms nobody.
    /// </summary>
    public byte* UseCount;

    /// <summary>Octets from the start of the shard's memory to the entry.</summary>
    public readonly int EntryOffset => (int)((uint)Word * EntryHeader.Alignment);
}
