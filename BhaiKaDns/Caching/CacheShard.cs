namespace BhaiKaDns.Caching;

/// <summary>
/// One part of the cache with its own lock, memory and eviction: S3-FIFO (Yang et al., SOSP 2023) over two rings. New entries go to
/// the small ring; those used there, or asked for again soon after they left it, move to the main ring, whose tail gets another round
/// while it is used. A scan passes through the small ring without touching the main one.
/// </summary>
internal sealed class CacheShard : IDisposable
{
    private const int SmallShare = 10;

    private readonly Lock _writing = new();
    private readonly EntryMemory _entries;
    private readonly EntryRing _small;
    private readonly EntryRing _main;
    private readonly GhostTable _ghosts;
    private readonly byte[] _moved;
    private readonly int _capacity;
    private readonly int _smallTarget;
    private uint _nowSeconds;
    private int _smallCount;
    private int _count;

    /// <param name="capacity">Most entries.</param>
    /// <param name="maxBytes">Octets of both rings; memory is touched only as it fills.</param>
    public CacheShard(int capacity, int maxBytes)
    {
        _capacity = capacity;
        _smallTarget = Math.Max(capacity / SmallShare, 1);
        int smallSize = Math.Max(maxBytes / SmallShare, AnswerCache.MinRingBytes) & -EntryHeader.Alignment;
        int mainSize = Math.Max(maxBytes - smallSize, AnswerCache.MinRingBytes) & -EntryHeader.Alignment;
        _entries = new EntryMemory(capacity, smallSize + mainSize);
        _small = new EntryRing(_entries, 0, smallSize);
        _main = new EntryRing(_entries, smallSize, mainSize);
        _ghosts = new GhostTable(capacity);
        MaxEntryLength = AnswerCache.MinRingBytes / 2;
        _moved = new byte[MaxEntryLength];
    }

    /// <summary>Entries held now, stale ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Longer entries are not kept, in octets.</summary>
    public int MaxEntryLength { get; }

    /// <inheritdoc cref="EntryMemory.TryRead"/>
    public bool TryRead(in CacheKey key, uint nowSeconds, Span<byte> body, out CacheHit hit) => _entries.TryRead(key, nowSeconds, body, out hit);

    /// <summary>Stores or replaces the entry for <paramref name="key"/>; one that is too long only removes it.</summary>
    public void Store(in CacheKey key, in CachedAnswer answer, ReadOnlySpan<byte> body, EntryTimes times)
    {
        int length = EntryHeader.LengthFor(key.Name.Length, body.Length);
        lock (_writing)
        {
            _nowSeconds = times.Now;
            bool isKnown = _entries.Find(key, out SlotCursor cursor);
            bool toMain = isKnown ? _main.Contains(cursor.EntryOffset) : _ghosts.Remove(key.Hash);
            int uses = isKnown ? EntryMemory.UsesOf(cursor) : 0;
            if (isKnown)
            {
                Forget(key.Hash, cursor);
            }

            if (length > MaxEntryLength)
            {
                return;
            }

            EntryRing ring = toMain ? _main : _small;
            MakeRoom(ring, length);
            int offset = ring.Append(length);
            _entries.Write(offset, length, key, answer, body, times);
            Publish(key.Hash, offset, uses);
        }
    }

    /// <summary>Gives an entry the verdict that was reached under another policy generation, and what was found for it.</summary>
    public unsafe void Restamp(in CacheKey key, in CachedAnswer judged)
    {
        lock (_writing)
        {
            if (_entries.Find(key, out SlotCursor cursor))
            {
                EntryHeader* entry = _entries[cursor.EntryOffset];
                entry->Answer.Verdict = judged.Verdict;
                entry->Answer.Found = judged.Found;
                Volatile.Write(ref entry->Answer.Generation, judged.Generation);
            }
        }
    }

    /// <summary>Says of an entry that asking upstream failed, and until when a stale answer goes out at once.</summary>
    public unsafe void BarRetry(in CacheKey key, uint untilSeconds)
    {
        lock (_writing)
        {
            if (_entries.Find(key, out SlotCursor cursor))
            {
                Volatile.Write(ref _entries[cursor.EntryOffset]->RetryAtSeconds, untilSeconds);
                EntryMemory.ClearRefreshMark(cursor);
            }
        }
    }

    public void Remove(in CacheKey key)
    {
        lock (_writing)
        {
            if (_entries.Find(key, out SlotCursor cursor))
            {
                Forget(key.Hash, cursor);
            }
        }
    }

    /// <summary>Octets that entries take of both rings, and octets that there are.</summary>
    public (long Used, long Size) Memory
    {
        get
        {
            lock (_writing)
            {
                return (_small.Used + _main.Used, (long)_small.Size + _main.Size);
            }
        }
    }

    /// <summary>Entries one after the other from <paramref name="position"/> on; see <see cref="SlotTable.NextUsed"/>.</summary>
    public bool Next(ref int position, Span<byte> name, out EntryHeader header, out EntryPlace place)
    {
        while (_entries.Slots.NextUsed(ref position, out SlotCursor cursor))
        {
            if (_entries.TryDescribe(cursor, name, out header, out int uses))
            {
                place = new EntryPlace(header.Hash, cursor.EntryOffset, header.Sequence, uses);
                return true;
            }
        }

        header = default;
        place = default;
        return false;
    }

    /// <summary>Removes the entry at a place, unless another stands there by now.</summary>
    public unsafe bool RemoveAt(EntryPlace place)
    {
        lock (_writing)
        {
            if (!_entries.FindAt(place.Hash, place.Offset, out SlotCursor cursor) || _entries[place.Offset]->Sequence != place.Sequence)
            {
                return false;
            }

            Forget(place.Hash, cursor);
            return true;
        }
    }

    /// <summary>Gives up all entries.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            while (!_small.IsEmpty)
            {
                Drop(_small);
            }

            while (!_main.IsEmpty)
            {
                Drop(_main);
            }
        }
    }

    public void Dispose() => _entries.Dispose();

    private void MakeRoom(EntryRing ring, int length)
    {
        while (!ring.HasRoom(length))
        {
            GiveUpTail(ring);
        }

        while (_count >= _capacity)
        {
            GiveUpTail(_smallCount > _smallTarget || _main.IsEmpty ? _small : _main);
        }
    }

    private void GiveUpTail(EntryRing ring)
    {
        if (ring == _small)
        {
            GiveUpSmall();
        }
        else
        {
            GiveUpMain();
        }
    }

    private unsafe void GiveUpSmall()
    {
        int offset = _small.TailOffset;
        EntryHeader header = *_entries[offset];
        if (_entries.FindAt(header.Hash, offset, out SlotCursor cursor))
        {
            // The small ring can be full of octets long before the cache is full: nothing is given up while there is room elsewhere.
            bool isRoomLeft = _count < _capacity && _main.HasRoom(header.Length);
            if ((EntryMemory.UsesOf(cursor) > 0 || isRoomLeft) && IsUsable(header))
            {
                Promote(offset, header);
                return;
            }

            _ghosts.Add(header.Hash);
        }

        Drop(_small);
    }

    private unsafe void GiveUpMain()
    {
        int offset = _main.TailOffset;
        EntryHeader header = *_entries[offset];
        if (_entries.FindAt(header.Hash, offset, out SlotCursor cursor) && EntryMemory.UsesOf(cursor) is int uses and > 0 && IsUsable(header))
        {
            // Its own place may be where the copy goes, so the slot is empty meanwhile: readers miss for a moment.
            CopyOut(offset, header.Length);
            Drop(_main);
            CopyIn(header, uses - 1);
            return;
        }

        Drop(_main);
    }

    private void Promote(int offset, in EntryHeader header)
    {
        while (!_main.HasRoom(header.Length))
        {
            GiveUpMain();
        }

        CopyOut(offset, header.Length);
        Drop(_small);
        CopyIn(header, 0);
    }

    private bool IsUsable(in EntryHeader header) => _nowSeconds < header.StaleUntilSeconds;

    private unsafe void CopyOut(int offset, int length) => new ReadOnlySpan<byte>(_entries[offset], length).CopyTo(_moved);

    private void CopyIn(in EntryHeader header, int uses)
    {
        // A gap at the ring's end can take more than the entry left behind.
        while (!_main.HasRoom(header.Length))
        {
            Drop(_main);
        }

        int offset = _main.Append(header.Length);
        _entries.Rewrite(offset, _moved.AsSpan(0, header.Length));
        Publish(header.Hash, offset, uses);
    }

    private void Publish(ulong hash, int offset, int uses)
    {
        if (_entries.Slots.TryInsert(hash, offset, (byte)uses))
        {
            _count++;
            _smallCount += _small.Contains(offset) ? 1 : 0;
        }
    }

    private unsafe void Drop(EntryRing ring)
    {
        int offset = ring.TailOffset;
        EntryHeader* entry = _entries[offset];
        if (_entries.FindAt(entry->Hash, offset, out SlotCursor cursor))
        {
            Forget(entry->Hash, cursor);
        }

        ring.DropTail(entry->Length);
    }

    private void Forget(ulong hash, in SlotCursor cursor)
    {
        _entries.Slots.Remove(hash, cursor);
        _count--;
        _smallCount -= _small.Contains(cursor.EntryOffset) ? 1 : 0;
    }
}
