namespace BhaiKaDns.Caching;

/// <summary>
/// Entries of different lengths, one behind the other in a ring of native memory: appended at the head, given up at the tail.
/// Not synchronised; the shard's lock holds it. The memory is never unmapped while the cache lives, so a reader that was overtaken
/// reads wrong octets, never foreign memory.
/// </summary>
internal sealed unsafe class EntryRing(EntryMemory entries, int offset, int size)
{
    private long _head;
    private long _tail;

    public bool IsEmpty => _head == _tail;

    /// <summary>Octets of the ring.</summary>
    public int Size => size;

    /// <summary>Octets in use, gaps at the end of the ring included.</summary>
    public long Used => _head - _tail;

    public bool Contains(int entryOffset) => (uint)(entryOffset - offset) < (uint)size;

    /// <summary>Where the oldest entry begins, counted from the shard's memory; the ring is not empty.</summary>
    public int TailOffset
    {
        get
        {
            SkipGap();
            return offset + (int)(_tail % size);
        }
    }

    /// <summary>Whether <paramref name="length"/> octets can be appended without giving up an entry.</summary>
    public bool HasRoom(int length) => Used + length + GapBefore(length) <= size;

    /// <summary>Takes <paramref name="length"/> octets at the head; there is room. Returns where they begin.</summary>
    public int Append(int length)
    {
        int gap = GapBefore(length);
        if (gap > 0)
        {
            // Marks the gap for the walk at the tail; everything is a multiple of 16, so the four octets of a sequence fit.
            entries[offset + (int)(_head % size)]->Sequence = 0;
            _head += gap;
        }

        int at = offset + (int)(_head % size);
        _head += length;
        return at;
    }

    /// <summary>Gives up the oldest entry, whose length is <paramref name="length"/>.</summary>
    public void DropTail(int length) => _tail += length;

    private int GapBefore(int length)
    {
        int untilEnd = size - (int)(_head % size);
        return untilEnd < length ? untilEnd : 0;
    }

    private void SkipGap()
    {
        // The gap is what an append left at the end: an entry never begins with sequence 0 there, since all entries are complete
        // when the lock is free.
        int untilEnd = size - (int)(_tail % size);
        if (untilEnd < sizeof(EntryHeader) || entries[offset + (int)(_tail % size)]->Sequence == 0)
        {
            _tail += untilEnd;
        }
    }
}
