using BhaiKaDns.Collections;

namespace BhaiKaDns.Events;

/// <summary>
/// Bounded ring of query events in native memory for one writing and one reading thread. A full ring takes no more until it was read:
/// what finds no room is counted and gone, so a query never waits for a log.
/// </summary>
internal sealed unsafe class QueryEventRing : IDisposable
{
    private const int Alignment = 8;
    private const long GapMark = -1;

    private readonly NativeBlock _block;
    private readonly byte* _memory;
    private readonly int _length;
    private long _published;
    private long _read;
    private long _written;
    private long _dropped;

    /// <param name="length">Octets, a power of two.</param>
    public QueryEventRing(int length)
    {
        _length = length;
        _block = new NativeBlock((nuint)length);
        _memory = _block.Pointer;
    }

    /// <summary>Events that found no room since the start.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>More than half full: time to wake the reader.</summary>
    public bool IsFilling => _written - Volatile.Read(ref _read) > _length / 2;

    /// <summary>Adds an event that readers see after the next <see cref="Publish()"/>. Writer's thread only.</summary>
    public void Add(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        int needed = LengthOf(name.Length + found.Length);
        int position = (int)(_written & (_length - 1));
        int gap = _length - position < needed ? _length - position : 0;
        if (_written + gap + needed - Volatile.Read(ref _read) > _length)
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return;
        }

        if (gap > 0)
        {
            *(long*)(_memory + position) = GapMark;
            _written += gap;
            position = 0;
        }

        *(QueryEvent*)(_memory + position) = query;
        ((QueryEvent*)(_memory + position))->FoundLength = (byte)found.Length;
        name.CopyTo(new Span<byte>(_memory + position + sizeof(QueryEvent), name.Length));
        found.CopyTo(new Span<byte>(_memory + position + sizeof(QueryEvent) + name.Length, found.Length));
        _written += needed;
    }

    /// <summary>Gives all events added since the last call their common duration, and shows them to the reader.</summary>
    public void Publish(uint elapsedMicroseconds)
    {
        for (long at = _published; at < _written;)
        {
            QueryEvent* query = At(ref at);
            query->ElapsedMicroseconds = elapsedMicroseconds;
            at += LengthOf(query->NameLength + query->FoundLength);
        }

        Publish();
    }

    /// <summary>Shows the events added since the last call, whose duration was set, to the reader.</summary>
    public void Publish() => Volatile.Write(ref _published, _written);

    /// <summary>Hands what was published to the listeners. Reader's thread only.</summary>
    /// <param name="unixOffsetMs">Added to the events' monotonic time.</param>
    public int Drain(ReadOnlySpan<IQueryEventListener> listeners, long unixOffsetMs)
    {
        long end = Volatile.Read(ref _published);
        int count = 0;
        for (long at = _read; at < end; count++)
        {
            QueryEvent* query = At(ref at);
            query->UnixTimeMs += unixOffsetMs;
            ReadOnlySpan<byte> name = new(query + 1, query->NameLength);
            ReadOnlySpan<byte> found = new((byte*)(query + 1) + query->NameLength, query->FoundLength);
            try
            {
                foreach (IQueryEventListener listener in listeners)
                {
                    listener.Receive(in *query, name, found);
                }
            }
            finally
            {
                // Also when a listener fails: an event that nobody can take must not come again for ever.
                at += LengthOf(query->NameLength + query->FoundLength);
                Volatile.Write(ref _read, at);
            }
        }

        return count;
    }

    public void Dispose() => _block.Dispose();

    private static int LengthOf(int names) => (sizeof(QueryEvent) + names + Alignment - 1) & -Alignment;

    // Steps over the gap that an event left which did not fit before the end.
    private QueryEvent* At(ref long position)
    {
        byte* at = _memory + (position & (_length - 1));
        if (*(long*)at == GapMark)
        {
            position += _length - (position & (_length - 1));
            at = _memory;
        }

        return (QueryEvent*)at;
    }
}
