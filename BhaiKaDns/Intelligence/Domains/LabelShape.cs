namespace BhaiKaDns.Intelligence.Domains;

/// <summary>What a label is made of: counts, runs and entropy of its octets.</summary>
internal static class LabelShape
{
    private const byte Vowel = 1;
    private const byte Consonant = 2;
    private const byte Digit = 4;
    private const byte Hex = 8;
    private const byte Rare = 16;
    private const byte Hyphen = 32;

    private static readonly byte[] Kinds = MakeKinds();
    private static readonly float[] CountLogs = [.. Enumerable.Range(0, Dns.DomainName.MaxLabelLength + 1).Select(count => count == 0 ? 0 : count * MathF.Log2(count))];

    public static void Measure(ReadOnlySpan<byte> label, ReadOnlySpan<byte> symbols, Span<float> features)
    {
        byte[] kinds = Kinds;
        Span<byte> counts = stackalloc byte[Alphabet.Count];
        counts.Clear();
        (int vowels, int digits, int hex, int rare, int hyphens, int repeats, int switches, int turns) = (0, 0, 0, 0, 0, 0, 0, 0);
        (int vowelRun, int consonantRun, int digitRun) = (0, 0, 0);
        (int longestVowels, int longestConsonants, int longestDigits) = (0, 0, 0);
        int before = label.IsEmpty ? 0 : kinds[label[0]] & Digit;
        int last = -1;
        for (int at = 0; at < label.Length; at++)
        {
            int kind = kinds[label[at]];
            counts[symbols[at + 1]]++;
            vowels += kind & Vowel;
            digits += (kind & Digit) >> 2;
            hex += (kind & Hex) >> 3;
            rare += (kind & Rare) >> 4;
            hyphens += (kind & Hyphen) >> 5;
            repeats += label[at] == last ? 1 : 0;
            switches += ((kind ^ before) & Digit) >> 2;
            turns += (kind | before) & ((kind | before) >> 1) & Vowel;

            // Letters come by no rule, so no branch hangs on them: a run goes on under a mask of ones, or ends under one of zeros.
            vowelRun = (vowelRun + 1) & -(kind & Vowel);
            consonantRun = (consonantRun + 1) & -((kind & Consonant) >> 1);
            digitRun = (digitRun + 1) & -((kind & Digit) >> 2);
            longestVowels = Math.Max(longestVowels, vowelRun);
            longestConsonants = Math.Max(longestConsonants, consonantRun);
            longestDigits = Math.Max(longestDigits, digitRun);
            before = kind;
            last = label[at];
        }

        (int distinct, int largest, float logs) = (0, 0, 0f);
        foreach (byte count in counts)
        {
            distinct += count > 0 ? 1 : 0;
            largest = Math.Max(largest, count);
            logs += CountLogs[count];
        }

        float length = Math.Max(1, label.Length);
        features[(int)Feature.Length] = label.Length;
        features[(int)Feature.DigitRatio] = digits / length;
        features[(int)Feature.Switches] = switches;
        features[(int)Feature.Hyphens] = hyphens;
        features[(int)Feature.VowelRatio] = vowels / length;
        features[(int)Feature.LongestConsonantRun] = longestConsonants;
        features[(int)Feature.LongestVowelRun] = longestVowels;
        features[(int)Feature.LongestDigitRun] = longestDigits;
        features[(int)Feature.DistinctRatio] = distinct / length;
        features[(int)Feature.Entropy] = MathF.Log2(length) - (logs / length);
        features[(int)Feature.Repeats] = repeats;
        features[(int)Feature.HexRatio] = hex / length;
        features[(int)Feature.Alternation] = turns / MathF.Max(1, length - 1);
        features[(int)Feature.FirstDigit] = label.Length > 0 && (kinds[label[0]] & Digit) != 0 ? 1 : 0;
        features[(int)Feature.LastDigit] = (before & Digit) != 0 ? 1 : 0;
        features[(int)Feature.RareLetters] = rare / length;
        features[(int)Feature.LargestShare] = largest / length;
    }

    private static byte[] MakeKinds()
    {
        byte[] kinds = new byte[256];
        for (int octet = 'a'; octet <= 'z'; octet++)
        {
            kinds[octet] = "aeiou".Contains((char)octet, StringComparison.Ordinal) ? Vowel : Consonant;
        }

        foreach (char letter in "jqxzwvk")
        {
            kinds[letter] |= Rare;
        }

        foreach (char hex in "abcdef")
        {
            kinds[hex] |= Hex;
        }

        for (int octet = '0'; octet <= '9'; octet++)
        {
            kinds[octet] = Digit | Hex;
        }

        kinds['-'] = Hyphen;
        return kinds;
    }
}
