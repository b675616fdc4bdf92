using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>How much of a label words of the dictionary cover, at best, by dynamic programming from its end.</summary>
internal static class WordCover
{
    [SkipLocalsInit]
    public static void Measure(WordTable words, ReadOnlySpan<byte> label, Span<float> features)
    {
        // Octets that words can cover from here on, times 64, less the words it takes: of equal covers the one with fewer words wins.
        Span<int> best = stackalloc int[Dns.DomainName.MaxLabelLength + 1];
        best[label.Length] = 0;
        int longest = 0;
        for (int from = label.Length - 1; from >= 0; from--)
        {
            best[from] = best[from + 1];
            uint hash = 0;
            int end = Math.Min(label.Length, from + WordTable.LongestWord);
            for (int at = from; at < end; at++)
            {
                hash = WordTable.Step(hash, label[at]);
                if (!words.Leads(hash, out bool isWord))
                {
                    break;
                }

                int length = at + 1 - from;
                if (isWord)
                {
                    best[from] = Math.Max(best[from], best[at + 1] + (length * 64) - 1);
                    longest = Math.Max(longest, length);
                }
            }
        }

        int covered = (best[0] + 63) / 64;
        features[(int)Feature.WordCoverage] = covered / (float)Math.Max(1, label.Length);
        features[(int)Feature.WordCount] = (covered * 64) - best[0];
        features[(int)Feature.LongestWord] = longest;
    }
}
