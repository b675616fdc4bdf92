using System.Numerics;
using System.Runtime.CompilerServices;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// A pattern as a position automaton (Glushkov) whose states are bits: one step per symbol, whatever the pattern, and never a step back.
/// At most <see cref="MaxPositions"/> positions, so the longest name costs some ten microseconds in the worst case and a common one far
/// below one. Immutable; asked without allocation.
/// </summary>
internal sealed class NameAutomaton
{
    /// <summary>Larger patterns are refused.</summary>
    public const int MaxPositions = 256;

    private const int BitsPerWord = 64;

    private readonly int _words;
    private readonly ulong[] _masks;
    private readonly ulong[] _follow;
    private readonly ulong[] _first;
    private readonly ulong[] _last;
    private readonly bool _matchesAll;
    private readonly bool _isAnchored;

    /// <param name="node">Of a size of at most <see cref="MaxPositions"/>.</param>
    public NameAutomaton(PatternNode node)
    {
        AutomatonBuilder builder = new(node);
        _words = Math.Max((builder.Count + BitsPerWord - 1) / BitsPerWord, 1);
        _matchesAll = builder.IsNullable;
        _first = builder.First[.._words];
        _last = builder.Last[.._words];
        _follow = new ulong[builder.Count * _words];
        _masks = new ulong[NameSymbols.Count * _words];
        _isAnchored = true;
        for (int position = 0; position < builder.Count; position++)
        {
            builder.Follow(position).AsSpan(0, _words).CopyTo(_follow.AsSpan(position * _words));
            ulong symbols = builder.Symbols(position);
            ulong bit = 1UL << (position % BitsPerWord);
            if ((_first[position / BitsPerWord] & bit) != 0)
            {
                _isAnchored &= symbols == 1UL << NameSymbols.Start;
            }

            for (; symbols != 0; symbols &= symbols - 1)
            {
                _masks[(BitOperations.TrailingZeroCount(symbols) * _words) + (position / BitsPerWord)] |= bit;
            }
        }
    }

    /// <summary>Octets of memory held, about.</summary>
    public int MemoryLength => 120 + ((_masks.Length + _follow.Length + _first.Length + _last.Length) * sizeof(ulong));

    /// <summary>Whether the pattern is found in a name.</summary>
    /// <param name="symbols">Of <see cref="NameSymbols.Write"/>.</param>
    public bool Matches(ReadOnlySpan<byte> symbols) => _matchesAll || (_words == 1 ? MatchesNarrow(symbols) : MatchesWide(symbols));

    private bool MatchesNarrow(ReadOnlySpan<byte> symbols)
    {
        ulong first = _first[0];
        ulong last = _last[0];
        ulong[] follow = _follow;
        ulong[] masks = _masks;
        ulong states = 0;
        foreach (byte symbol in symbols)
        {
            ulong next = first;
            for (ulong rest = states; rest != 0; rest &= rest - 1)
            {
                next |= follow[BitOperations.TrailingZeroCount(rest)];
            }

            states = next & masks[symbol];
            if ((states & last) != 0)
            {
                return true;
            }

            if (states == 0 && _isAnchored)
            {
                return false;
            }
        }

        return false;
    }

    [SkipLocalsInit]
    private bool MatchesWide(ReadOnlySpan<byte> symbols)
    {
        Span<ulong> states = stackalloc ulong[MaxPositions / BitsPerWord];
        Span<ulong> next = stackalloc ulong[MaxPositions / BitsPerWord];
        states = states[.._words];
        next = next[.._words];
        states.Clear();
        foreach (byte symbol in symbols)
        {
            _first.CopyTo(next);
            for (int word = 0; word < states.Length; word++)
            {
                for (ulong rest = states[word]; rest != 0; rest &= rest - 1)
                {
                    int from = ((word * BitsPerWord) + BitOperations.TrailingZeroCount(rest)) * _words;
                    for (int to = 0; to < next.Length; to++)
                    {
                        next[to] |= _follow[from + to];
                    }
                }
            }

            ulong any = 0;
            ulong ends = 0;
            for (int word = 0; word < states.Length; word++)
            {
                states[word] = next[word] & _masks[(symbol * _words) + word];
                any |= states[word];
                ends |= states[word] & _last[word];
            }

            if (ends != 0)
            {
                return true;
            }

            if (any == 0 && _isAnchored)
            {
                return false;
            }
        }

        return false;
    }
}
