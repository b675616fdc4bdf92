using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Weighted Damerau-Levenshtein distance from what was meant to what was typed: slips that fingers make often cost less. Bounded: a
/// row whose cheapest cell is above the bound ends the search.
/// </summary>
internal static class TypingDistance
{
    /// <summary>Stands for "above the bound".</summary>
    public const float TooFar = float.PositiveInfinity;

    private const int MaxLength = 63;
    private const float Swap = 0.65f;
    private const float Double = 0.55f;
    private const float Missing = 0.8f;
    private const float Extra = 0.95f;
    private const float ExtraNeighbour = 0.75f;
    private const float Neighbour = 0.7f;
    private const float Vowel = 0.75f;
    private const float Alike = 0.6f;
    private const float Other = 1.1f;
    private const float FirstLetter = 0.4f;

    [SkipLocalsInit]
    public static float Between(ReadOnlySpan<byte> meant, ReadOnlySpan<byte> typed, float bound)
    {
        if (meant.Length > MaxLength || typed.Length > MaxLength)
        {
            return TooFar;
        }

        Span<float> cells = stackalloc float[3 * (MaxLength + 1)];
        Span<float> older = cells[..(MaxLength + 1)];
        Span<float> old = cells.Slice(MaxLength + 1, MaxLength + 1);
        Span<float> row = cells[(2 * (MaxLength + 1))..];
        old[0] = 0;
        for (int t = 1; t <= typed.Length; t++)
        {
            old[t] = old[t - 1] + CostOfExtra(meant, 0, typed, t - 1);
        }

        for (int m = 1; m <= meant.Length; m++)
        {
            row[0] = old[0] + CostOfMissing(meant, m - 1);
            float least = row[0];
            for (int t = 1; t <= typed.Length; t++)
            {
                float cost = old[t - 1] + CostOfOther(meant[m - 1], typed[t - 1], m == 1 && t == 1);
                cost = Math.Min(cost, old[t] + CostOfMissing(meant, m - 1));
                cost = Math.Min(cost, row[t - 1] + CostOfExtra(meant, m, typed, t - 1));
                if (m > 1 && t > 1 && meant[m - 1] == typed[t - 2] && meant[m - 2] == typed[t - 1])
                {
                    cost = Math.Min(cost, older[t - 2] + Swap + (m == 2 ? FirstLetter : 0));
                }

                row[t] = cost;
                least = Math.Min(least, cost);
            }

            if (least > bound)
            {
                return TooFar;
            }

            Span<float> free = older;
            older = old;
            old = row;
            row = free;
        }

        return old[typed.Length] <= bound ? old[typed.Length] : TooFar;
    }

    private static float CostOfOther(byte meant, byte typed, bool isFirst)
    {
        if (meant == typed)
        {
            return 0;
        }

        float cost = Keyboard.AreNeighbours(meant, typed) ? Neighbour
            : Keyboard.IsVowel(meant) && Keyboard.IsVowel(typed) ? Vowel
            : AreAlike(meant, typed) ? Alike
            : Other;
        return isFirst ? cost + FirstLetter : cost;
    }

    private static float CostOfMissing(ReadOnlySpan<byte> meant, int at)
    {
        bool isDouble = (at > 0 && meant[at - 1] == meant[at]) || (at + 1 < meant.Length && meant[at + 1] == meant[at]);
        return isDouble ? Double : at == 0 ? Missing + FirstLetter : Missing;
    }

    private static float CostOfExtra(ReadOnlySpan<byte> meant, int at, ReadOnlySpan<byte> typed, int extra)
    {
        byte octet = typed[extra];
        byte before = at > 0 ? meant[at - 1] : (byte)0;
        byte after = at < meant.Length ? meant[at] : (byte)0;
        float cost = octet == before || octet == after ? Double
            : Keyboard.AreNeighbours(octet, before) || Keyboard.AreNeighbours(octet, after) ? ExtraNeighbour
            : Extra;
        return at == 0 ? cost + FirstLetter : cost;
    }

    private static bool AreAlike(byte left, byte right)
    {
        (byte low, byte high) = left < right ? (left, right) : (right, left);
        return (low, high) is ((byte)'0', (byte)'o') or ((byte)'1', (byte)'l') or ((byte)'1', (byte)'i') or ((byte)'i', (byte)'l')
            or ((byte)'3', (byte)'e') or ((byte)'4', (byte)'a') or ((byte)'5', (byte)'s') or ((byte)'-', (byte)'_');
    }
}
