namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// The words of a dictionary with all their beginnings, so that a search along a label ends at the first octet that leads to no word.
/// Open addressing over 31-bit hashes: two beginnings with one hash pass for each other, which no score notices.
/// </summary>
internal sealed class WordTable
{
    public const int ShortestWord = 3;
    public const int LongestWord = 14;

    private const uint WordBit = 1;
    private readonly uint[] _slots;
    private readonly int _mask;

    private WordTable(uint[] slots)
    {
        _slots = slots;
        _mask = slots.Length - 1;
    }

    /// <summary>Reads words, one a line.</summary>
    public static WordTable OfLines(ReadOnlySpan<byte> lines)
    {
        int octets = lines.Length;
        uint[] slots = new uint[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, octets))];
        WordTable table = new(slots);
        foreach (Range line in lines.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> word = lines[line];
            if (word.Length is >= ShortestWord and <= LongestWord)
            {
                table.Add(word);
            }
        }

        return table;
    }

    /// <summary>What the letters of a beginning come to, one after another from 0.</summary>
    public static uint Step(uint hash, byte octet) => ((hash ^ octet) + 0x9E37u) * 0x85EBCA6Bu ^ (hash >> 13);

    /// <summary>Whether any word begins so, and whether it is one.</summary>
    public bool Leads(uint hash, out bool isWord)
    {
        uint wanted = Mark(hash);
        int at = Place(hash);
        uint found;
        while ((found = _slots[at]) != 0)
        {
            if ((found | WordBit) == wanted)
            {
                isWord = found == wanted;
                return true;
            }

            at = (at + 1) & _mask;
        }

        isWord = false;
        return false;
    }

    private static uint Mark(uint hash) => (hash | WordBit) is 1 ? 3 : hash | WordBit;

    private int Place(uint hash) => (int)((hash * 0x9E3779B1u) >> 7) & _mask;

    private void Add(ReadOnlySpan<byte> word)
    {
        uint hash = 0;
        for (int at = 0; at < word.Length; at++)
        {
            hash = Step(hash, word[at]);
            Put(hash, at == word.Length - 1);
        }
    }

    private void Put(uint hash, bool isWord)
    {
        uint mark = Mark(hash);
        int at = Place(hash);
        while (_slots[at] != 0 && (_slots[at] | WordBit) != mark)
        {
            at = (at + 1) & _mask;
        }

        bool wasWord = _slots[at] == mark;
        _slots[at] = isWord || wasWord ? mark : mark & ~WordBit;
    }
}
