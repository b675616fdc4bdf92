using System.Collections.Frozen;
using System.Text;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>How common a top-level domain is among names that people use: 0 for the commonest, one more for each halving, <see cref="Unknown"/> for never seen.</summary>
internal sealed class TopLevelTable
{
    public const int Unknown = 16;

    private readonly FrozenDictionary<ulong, byte> _ranks;

    private TopLevelTable(FrozenDictionary<ulong, byte> ranks) => _ranks = ranks;

    /// <summary>Reads lines of a label and its rank with a space between.</summary>
    public static TopLevelTable? TryRead(ReadOnlySpan<byte> lines)
    {
        Dictionary<ulong, byte> ranks = [];
        foreach (Range line in lines.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = lines[line];
            int space = text.IndexOf((byte)' ');
            if (text.IsEmpty)
            {
                continue;
            }

            if (space <= 0 || !byte.TryParse(Encoding.ASCII.GetString(text[(space + 1)..]), System.Globalization.CultureInfo.InvariantCulture, out byte rank) || rank > Unknown)
            {
                return null;
            }

            ranks[KeyOf(text[..space])] = rank;
        }

        return new TopLevelTable(ranks.ToFrozenDictionary());
    }

    public int RankOf(ReadOnlySpan<byte> topLevel) => _ranks.TryGetValue(KeyOf(topLevel), out byte rank) ? rank : Unknown;

    // Not seeded: the set is fixed by the model's file, and who asks can fill nothing.
    private static ulong KeyOf(ReadOnlySpan<byte> label)
    {
        ulong key = 0xCBF29CE484222325;
        foreach (byte octet in label)
        {
            key = (key ^ octet) * 0x100000001B3;
        }

        return key;
    }
}
