using System.Runtime.InteropServices;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Counts what follows what in benign names; makes what <see cref="LanguageTables"/> reads.</summary>
internal static class LanguageTrainer
{
    /// <summary>Shorter contexts vouch for longer ones with this many sights.</summary>
    private const double Backing = 8;

    /// <returns>Bigrams and trigrams.</returns>
    public static (byte[] Bigrams, byte[] Trigrams) Train(IEnumerable<byte[]> names)
    {
        const int symbols = Alphabet.Count;
        double[] single = new double[symbols];
        double[] pairs = new double[LanguageTables.BigramCount];
        double[] triples = new double[LanguageTables.TrigramCount];
        foreach (byte[] name in names)
        {
            for (int at = 1; at < name.Length; at++)
            {
                single[name[at]]++;
                pairs[(name[at - 1] * symbols) + name[at]]++;
                if (at > 1)
                {
                    triples[(((name[at - 2] * symbols) + name[at - 1]) * symbols) + name[at]]++;
                }
            }
        }

        double total = single.Sum() + symbols;
        double[] singleShare = [.. single.Select(count => (count + 1) / total)];
        double[] pairShare = Backed(pairs, singleShare);
        double[] tripleShare = Backed(triples, pairShare);
        return (Stored(pairShare), Stored(tripleShare));
    }

    // Shares of the longer context, with those of the shorter one where little was seen.
    private static double[] Backed(double[] counts, double[] shorter)
    {
        double[] shares = new double[counts.Length];
        for (int context = 0; context < counts.Length; context += Alphabet.Count)
        {
            double sum = counts.AsSpan(context, Alphabet.Count).ToArray().Sum();
            for (int next = 0; next < Alphabet.Count; next++)
            {
                shares[context + next] = (counts[context + next] + (Backing * shorter[(context + next) % shorter.Length])) / (sum + Backing);
            }
        }

        return shares;
    }

    private static byte[] Stored(double[] shares) =>
        MemoryMarshal.AsBytes<sbyte>([.. shares.Select(share => (sbyte)Math.Clamp(Math.Round(Math.Log(share) * LanguageTables.Steps), sbyte.MinValue, 0))]).ToArray();
}
