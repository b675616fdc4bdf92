using BhaiKaDns.Collections;

namespace BhaiKaDns.Caching;

/// <summary>
/// Native memory that holds entries, and the table that finds them. Readers take no lock: they copy an entry and then look whether its
/// slot still points at it and its sequence is unchanged; a writer (who holds the shard's lock) empties the slot before the memory is
/// used again, so nothing half written is ever believed.
/// </summary>
internal sealed unsafe class EntryMemory : IDisposable
{
    private const int UseMask = 3;
    private const int RefreshMark = 0x80;
    private const int ReadAttempts = 4;

    // A header that is being overwritten may claim a name of up to 255 octets at the very end of the memory.
    private const int Slack = 512;

    private readonly NativeBlock _block;
    private readonly byte* _memory;
    private readonly int _length;
    private readonly SlotTable _slots;
    private uint _sequence;

    public EntryMemory(int capacity, int length)
    {
        _length = length;
        _block = new NativeBlock((nuint)(length + Slack));
        _memory = _block.Pointer;
        _slots = new SlotTable(capacity);
    }

    public SlotTable Slots => _slots;

    public EntryHeader* this[int offset] => (EntryHeader*)(_memory + offset);

    public static int UsesOf(in SlotCursor cursor) => *cursor.UseCount & UseMask;

    public static void ClearRefreshMark(in SlotCursor cursor) => *cursor.UseCount &= UseMask;

    /// <summary>Copies the body of the entry for <paramref name="key"/>. No lock, no allocation.</summary>
    public bool TryRead(in CacheKey key, uint nowSeconds, Span<byte> body, out CacheHit hit)
    {
        for (int attempt = 0; attempt < ReadAttempts; attempt++)
        {
            SlotCursor cursor = default;
            bool overtaken = false;
            while (_slots.Next(key.Hash, ref cursor))
            {
                EntryHeader* entry = this[cursor.EntryOffset];
                uint sequence = Volatile.Read(ref entry->Sequence);
                EntryHeader header = *entry;
                bool isMatch = header.KeyBits == key.Bits && header.NameLength == key.Name.Length && NameOf(entry, header).SequenceEqual(key.Name);
                if (isMatch && IsInside(cursor.EntryOffset, header) && header.BodyLength <= body.Length)
                {
                    BodyOf(entry, header).CopyTo(body);
                }

                Volatile.ReadBarrier();
                if (Volatile.Read(ref *cursor.Address) != cursor.Word || entry->Sequence != sequence || sequence == 0)
                {
                    overtaken = true;
                    break;
                }

                if (isMatch)
                {
                    return Describe(header, cursor, nowSeconds, out hit);
                }
            }

            if (!overtaken)
            {
                break;
            }
        }

        hit = default;
        return false;
    }

    /// <summary>
    /// Copies what an entry says of itself, its answer left out, and its name to <paramref name="name"/> (255 octets). No lock and no
    /// allocation; false when a writer came between, by the same reasoning as <see cref="TryRead"/>.
    /// </summary>
    public bool TryDescribe(in SlotCursor cursor, Span<byte> name, out EntryHeader header, out int uses)
    {
        EntryHeader* entry = this[cursor.EntryOffset];
        uint sequence = Volatile.Read(ref entry->Sequence);
        header = *entry;
        uses = UsesOf(cursor);
        if (sequence == 0 || header.Sequence != sequence || (uint)header.NameLength > (uint)name.Length || !IsInside(cursor.EntryOffset, header))
        {
            return false;
        }

        NameOf(entry, header).CopyTo(name);
        Volatile.ReadBarrier();
        return Volatile.Read(ref *cursor.Address) == cursor.Word && entry->Sequence == sequence;
    }

    /// <summary>The slot of the entry for a key; under the shard's lock.</summary>
    public bool Find(in CacheKey key, out SlotCursor cursor)
    {
        cursor = default;
        while (_slots.Next(key.Hash, ref cursor))
        {
            EntryHeader* entry = this[cursor.EntryOffset];
            if (entry->KeyBits == key.Bits && entry->Hash == key.Hash && NameOf(entry, *entry).SequenceEqual(key.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The slot of the entry at an offset, if it was not replaced or removed since; under the shard's lock.</summary>
    public bool FindAt(ulong hash, int offset, out SlotCursor cursor)
    {
        cursor = default;
        while (_slots.Next(hash, ref cursor))
        {
            if (cursor.EntryOffset == offset)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a whole entry, not yet published.</summary>
    public void Write(int offset, int length, in CacheKey key, in CachedAnswer answer, ReadOnlySpan<byte> body, EntryTimes times)
    {
        EntryHeader* entry = this[offset];
        entry->Sequence = 0;
        Volatile.WriteBarrier();
        entry->Length = length;
        entry->Hash = key.Hash;
        entry->KeyBits = key.Bits;
        entry->StoredAtSeconds = times.Now;
        entry->ExpiresAtSeconds = times.Now + times.Ttl;
        entry->StaleUntilSeconds = times.Now + times.Ttl + times.Stale;
        entry->RetryAtSeconds = 0;
        entry->Answer = answer;
        entry->NameLength = key.Name.Length;
        entry->BodyLength = body.Length;
        key.Name.CopyTo(new Span<byte>(entry + 1, key.Name.Length));
        body.CopyTo(new Span<byte>((byte*)(entry + 1) + key.Name.Length, body.Length));
        Volatile.Write(ref entry->Sequence, NextSequence());
    }

    /// <summary>Writes an entry that was copied out of its old place, not yet published.</summary>
    public void Rewrite(int offset, ReadOnlySpan<byte> octets)
    {
        EntryHeader* entry = this[offset];
        entry->Sequence = 0;
        Volatile.WriteBarrier();
        octets[sizeof(uint)..].CopyTo(new Span<byte>((byte*)entry + sizeof(uint), octets.Length - sizeof(uint)));
        Volatile.Write(ref entry->Sequence, NextSequence());
    }

    public void Dispose()
    {
        _block.Dispose();
        _slots.Dispose();
    }

    private static bool Describe(in EntryHeader header, in SlotCursor cursor, uint nowSeconds, out CacheHit hit)
    {
        hit = default;
        if (nowSeconds >= header.StaleUntilSeconds)
        {
            return false;
        }

        hit.Answer = header.Answer;
        hit.BodyLength = header.BodyLength;
        hit.AgeSeconds = nowSeconds - header.StoredAtSeconds;
        hit.IsStale = nowSeconds >= header.ExpiresAtSeconds;
        hit.IsRetryBarred = nowSeconds < header.RetryAtSeconds;
        byte uses = *cursor.UseCount;
        if ((uses & UseMask) < UseMask)
        {
            *cursor.UseCount = (byte)(uses + 1);
        }
        else if (!hit.IsRetryBarred && (uses & RefreshMark) == 0 && IsNearEnd(header, nowSeconds))
        {
            hit.IsRefreshDue = true;
            *cursor.UseCount = (byte)(uses | RefreshMark);
        }

        return true;
    }

    // The last tenth of a life of ten seconds and more; shorter ones would be asked for all the time.
    private static bool IsNearEnd(in EntryHeader header, uint nowSeconds)
    {
        uint life = header.ExpiresAtSeconds - header.StoredAtSeconds;
        return life >= 10 && nowSeconds + Math.Max(life / 10, 2) >= header.ExpiresAtSeconds && !header.Answer.HasFixedTtl;
    }

    private static ReadOnlySpan<byte> NameOf(EntryHeader* entry, in EntryHeader header) => new(entry + 1, header.NameLength);

    private static ReadOnlySpan<byte> BodyOf(EntryHeader* entry, in EntryHeader header) => new((byte*)(entry + 1) + header.NameLength, header.BodyLength);

    // A header read while it was overwritten may claim any length: what it claims must lie inside the memory before it is followed.
    private bool IsInside(int offset, in EntryHeader header) =>
        (uint)header.BodyLength <= ushort.MaxValue && offset + sizeof(EntryHeader) + header.NameLength + header.BodyLength <= _length;

    private uint NextSequence() => ++_sequence == 0 ? ++_sequence : _sequence;
}
