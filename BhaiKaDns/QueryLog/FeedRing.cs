using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BhaiKaDns.Events;

namespace BhaiKaDns.QueryLog;

/// <summary>The newest events and their names in one block of octets; new ones write over the oldest. One caller at a time; adding allocates nothing.</summary>
internal sealed class FeedRing
{
    // Some 10,000 queries: a fifth of a second at full load, minutes of a busy home.
    private const int Length = 1 << 20;
    private const int Places = 1 << 14;

    /// <summary>Octets of the fixed part of an event.</summary>
    public static readonly int EventLength = Unsafe.SizeOf<QueryEvent>();

    // Events are read in place, and not every processor reads numbers at odd places.
    private const int Alignment = 8;

    private readonly byte[] _octets = new byte[Length];
    private readonly int[] _offsets = new int[Places];
    private long _first;
    private int _position;

    /// <summary>Number that the next event gets; the first one had 0.</summary>
    public long Next { get; private set; }

    /// <summary>From the beginning of an event to that of the next.</summary>
    public static int LengthOf(int names) => (EventLength + names + Alignment - 1) & -Alignment;

    public void Add(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found, bool keepsClient)
    {
        int needed = LengthOf(name.Length + found.Length);
        if (_position + needed > Length)
        {
            // What was written behind here in the turn before is older than all that stands in front.
            GiveWay(_position, Length);
            _position = 0;
        }

        GiveWay(_position, _position + needed);
        if (Next - _first == Places)
        {
            _first++;
        }

        Span<byte> place = _octets.AsSpan(_position, needed);
        ref QueryEvent kept = ref MemoryMarshal.AsRef<QueryEvent>(place);
        kept = query;
        kept.NameLength = (byte)name.Length;
        kept.FoundLength = (byte)found.Length;
        kept.Client = keepsClient ? query.Client : default;
        name.CopyTo(place[EventLength..]);
        found.CopyTo(place[(EventLength + name.Length)..]);
        _offsets[Next++ & (Places - 1)] = _position;
        _position += needed;
    }

    /// <summary>Copies what came since a place, oldest first and one behind the other, and moves the place to the end.</summary>
    /// <param name="lost">Events that were written over before they could be copied.</param>
    public byte[] CopySince(ref long place, out int count, out long lost)
    {
        long start = Math.Max(place, _first);
        lost = start - place;
        count = (int)(Next - start);
        place = Next;
        if (count == 0)
        {
            return [];
        }

        int from = _offsets[start & (Places - 1)];
        if (from < _position)
        {
            return _octets[from.._position];
        }

        // Round the end: up to where the last event before it ends.
        long last = start;
        while (last + 1 < Next && _offsets[(last + 1) & (Places - 1)] > from)
        {
            last++;
        }

        int end = EndOf(_offsets[last & (Places - 1)]);
        byte[] copy = new byte[end - from + _position];
        _octets.AsSpan(from, end - from).CopyTo(copy);
        _octets.AsSpan(0, _position).CopyTo(copy.AsSpan(end - from));
        return copy;
    }

    private void GiveWay(int from, int to)
    {
        while (_first < Next && _offsets[_first & (Places - 1)] is var offset && offset >= from && offset < to)
        {
            _first++;
        }
    }

    private int EndOf(int offset)
    {
        ref readonly QueryEvent query = ref MemoryMarshal.AsRef<QueryEvent>(_octets.AsSpan(offset));
        return offset + LengthOf(query.NameLength + query.FoundLength);
    }
}
