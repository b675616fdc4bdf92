using System.IO.Hashing;
using System.Numerics;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// A Bloom filter over names and all their parent domains. It is filled at a fixed size and then folded in half while it stays
/// sparse; because places are taken modulo a power of two, a folded filter answers like one that was made small. The hash is
/// unseeded: filters are stored. Who sets it full on purpose only makes a search read a segment in vain.
/// </summary>
internal sealed class SuffixFilter
{
    /// <summary>Size while being filled: 1 Mbit, for some 100,000 names at 10 bits each.</summary>
    public const int InitialWords = 16 * 1024;

    private const int Probes = 4;
    private const int MinWords = 16;
    private ulong[] _words;

    public SuffixFilter() => _words = new ulong[InitialWords];

    /// <param name="words">What <see cref="Words"/> gave; a power of two of them.</param>
    public SuffixFilter(ulong[] words) => _words = words;

    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Adds a name and its parents down to the top-level domain.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public void Add(ReadOnlySpan<byte> name)
    {
        for (int at = 0; at < name.Length && name[at] != 0; at += name[at] + 1)
        {
            Set(XxHash3.HashToUInt64(name[at..]));
        }
    }

    /// <summary>False when no name added was this one or below it.</summary>
    public bool MayContain(ReadOnlySpan<byte> name)
    {
        if (name.Length <= 1)
        {
            return true;
        }

        ulong hash = XxHash3.HashToUInt64(name);
        for (int probe = 0; probe < Probes; probe++)
        {
            int bit = Place(hash, probe);
            if ((_words[bit >> 6] & (1UL << (bit & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Halves the filter while fewer than a quarter of its bits would be set.</summary>
    public void Fold()
    {
        while (_words.Length > MinWords)
        {
            ulong[] half = new ulong[_words.Length / 2];
            long set = 0;
            for (int at = 0; at < half.Length; at++)
            {
                half[at] = _words[at] | _words[at + half.Length];
                set += BitOperations.PopCount(half[at]);
            }

            if (set * 4 > half.Length * 64L)
            {
                return;
            }

            _words = half;
        }
    }

    private void Set(ulong hash)
    {
        for (int probe = 0; probe < Probes; probe++)
        {
            int bit = Place(hash, probe);
            _words[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    private int Place(ulong hash, int probe) => (int)((uint)hash + ((uint)probe * ((uint)(hash >> 32) | 1))) & ((_words.Length * 64) - 1);
}
