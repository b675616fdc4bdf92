using System.Numerics;
using System.Runtime.InteropServices;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Says which of many patterns could match a name, in one pass over the name: a pattern is a candidate where one of its literals stands,
/// or always if it has none. Immutable; asked without allocation.
/// </summary>
internal sealed class PatternIndex
{
    private const int FilterBits = 1 << 16;

    private readonly ulong[] _filter;
    private readonly Dictionary<uint, (int Start, int Count)> _entries = [];
    private readonly (int Pattern, byte[] Literal, byte Offset)[] _places;
    private readonly ulong[] _always;
    private readonly bool[] _lengths = new bool[GramChoice.MaxSymbols + 1];

    /// <param name="literals">By number of the pattern; null for a pattern that must always be tried.</param>
    public PatternIndex(IReadOnlyList<List<string>?> literals)
    {
        _always = new ulong[(literals.Count + 63) / 64];
        Dictionary<uint, List<(int Pattern, byte[] Literal, byte Offset)>> byGram = [];
        for (int pattern = 0; pattern < literals.Count; pattern++)
        {
            if (literals[pattern] is not { } strings || strings.Exists(literal => literal.Length < 2))
            {
                _always[pattern / 64] |= 1UL << (pattern % 64);
                continue;
            }

            foreach (string literal in strings)
            {
                uint gram = Choose(literal, byGram, out int offset);
                ref List<(int, byte[], byte)>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(byGram, gram, out _);
                (places ??= []).Add((pattern, [.. literal.Select(symbol => (byte)symbol)], (byte)offset));
            }
        }

        _filter = new ulong[byGram.Count == 0 ? 0 : FilterBits / 64];
        List<(int, byte[], byte)> all = [];
        foreach ((uint gram, List<(int, byte[], byte)> places) in byGram)
        {
            _entries.Add(gram, (all.Count, places.Count));
            all.AddRange(places);
            _lengths[gram >> 28] = true;
            uint bit = FilterBit(gram);
            _filter[bit / 64] |= 1UL << (int)(bit % 64);
        }

        _places = [.. all];
    }

    /// <summary>Words of 64 bits that <see cref="Mark"/> needs.</summary>
    public int Words => _always.Length;

    /// <summary>Octets of memory held, about.</summary>
    public long MemoryLength => (_filter.Length * sizeof(ulong)) + (_entries.Count * 28L) + _places.Sum(place => 24 + 24 + place.Literal.Length);

    /// <summary>Sets the bits of the candidates.</summary>
    /// <param name="candidates">As many words as <see cref="Words"/>; whatever they held is overwritten.</param>
    public void Mark(ReadOnlySpan<byte> symbols, Span<ulong> candidates)
    {
        _always.CopyTo(candidates);
        if (_places.Length == 0)
        {
            return;
        }

        uint window = 0;
        for (int end = 0; end < symbols.Length; end++)
        {
            window = (window << 6) | symbols[end];
            for (int length = 2; length <= GramChoice.MaxSymbols; length++)
            {
                if (!_lengths[length] || end + 1 < length)
                {
                    continue;
                }

                uint gram = GramChoice.Tag(window & ((1u << (6 * length)) - 1), length);
                uint bit = FilterBit(gram);
                if ((_filter[bit / 64] & (1UL << (int)(bit % 64))) != 0)
                {
                    MarkAt(gram, symbols, end + 1 - length, candidates);
                }
            }
        }
    }

    private void MarkAt(uint gram, ReadOnlySpan<byte> symbols, int start, Span<ulong> candidates)
    {
        if (!_entries.TryGetValue(gram, out (int Start, int Count) entry))
        {
            return;
        }

        foreach ((int pattern, byte[] literal, byte offset) in _places.AsSpan(entry.Start, entry.Count))
        {
            if (start >= offset && symbols[(start - offset)..].StartsWith(literal))
            {
                candidates[pattern / 64] |= 1UL << (pattern % 64);
            }
        }
    }

    // The piece that the fewest others have chosen, so that a name meets few of them.
    private static uint Choose(string literal, Dictionary<uint, List<(int Pattern, byte[] Literal, byte Offset)>> byGram, out int offset)
    {
        int length = Math.Min(literal.Length, GramChoice.MaxSymbols);
        uint best = 0;
        int fewest = int.MaxValue;
        offset = 0;
        for (int start = 0; start + length <= literal.Length; start++)
        {
            uint gram = GramChoice.Pack(literal.AsSpan(start), length);
            int users = (byGram.TryGetValue(gram, out List<(int, byte[], byte)>? places) ? places.Count : 0) + (GramChoice.IsCommon(gram) ? 1_000_000 : 0);
            if (users < fewest)
            {
                (best, fewest, offset) = (gram, users, start);
            }
        }

        return best;
    }

    private static uint FilterBit(uint gram) => (gram * 0x9E3779B1u) >> (32 - BitOperations.Log2(FilterBits));
}
