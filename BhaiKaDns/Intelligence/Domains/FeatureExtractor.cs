using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>Measures a name: everything of <see cref="Feature"/>. Allocates nothing.</summary>
internal sealed class FeatureExtractor(LanguageTables language, WordTable words, TopLevelTable topLevels, NgramWeights ngrams)
{
    private const int MaxSymbols = Dns.DomainName.MaxLabelLength + 2;

    /// <summary>Natural logarithm below which a trigram counts as rare: once in 1,100.</summary>
    private const int RareTrigram = -70;

    /// <param name="features"><see cref="FeatureNames.Count"/> places.</param>
    [SkipLocalsInit]
    public void Extract(in DomainParts domain, Span<float> features)
    {
        Span<byte> symbols = stackalloc byte[MaxSymbols];
        symbols = symbols[..Alphabet.Encode(domain.Label, symbols)];
        LabelShape.Measure(domain.Label, symbols, features);
        Likelihood(symbols, features);
        WordCover.Measure(words, domain.Label, features);
        features[(int)Feature.TopLevelRank] = topLevels.RankOf(domain.TopLevel);
        features[(int)Feature.TopLevelLength] = domain.TopLevel.Length;
        features[(int)Feature.Punycode] = domain.Label.StartsWith("xn--"u8) ? 1 : 0;
        features[(int)Feature.Ngrams] = ngrams.Score(symbols);
        features[(int)Feature.Subdomains] = domain.Subdomains;
        features[(int)Feature.HostLength] = domain.HostLength;
    }

    /// <summary>What can be told without any tables; the other features are NaN.</summary>
    public static void ExtractShape(in DomainParts domain, Span<float> features)
    {
        features.Fill(float.NaN);
        Span<byte> symbols = stackalloc byte[MaxSymbols];
        LabelShape.Measure(domain.Label, symbols[..Alphabet.Encode(domain.Label, symbols)], features);
        features[(int)Feature.TopLevelLength] = domain.TopLevel.Length;
        features[(int)Feature.Punycode] = domain.Label.StartsWith("xn--"u8) ? 1 : 0;
        features[(int)Feature.Subdomains] = domain.Subdomains;
        features[(int)Feature.HostLength] = domain.HostLength;
    }

    private void Likelihood(ReadOnlySpan<byte> symbols, Span<float> features)
    {
        ReadOnlySpan<sbyte> bigrams = language.Bigrams;
        ReadOnlySpan<sbyte> trigrams = language.Trigrams;
        int bigramSum = bigrams[(symbols[0] * Alphabet.Count) + symbols[1]];
        int trigramSum = 0;
        int rare = 0;
        (int worst, int second, int third) = (0, 0, 0);
        for (int at = 2; at < symbols.Length; at++)
        {
            int pair = (symbols[at - 1] * Alphabet.Count) + symbols[at];
            bigramSum += bigrams[pair];
            int likelihood = trigrams[(symbols[at - 2] * Alphabet.Count * Alphabet.Count) + pair];
            trigramSum += likelihood;
            rare += likelihood < RareTrigram ? 1 : 0;
            if (likelihood < third)
            {
                (worst, second, third) = likelihood < worst ? (likelihood, worst, second) : likelihood < second ? (worst, likelihood, second) : (worst, second, likelihood);
            }
        }

        int count = Math.Max(1, symbols.Length - 2);
        features[(int)Feature.BigramMean] = bigramSum / (LanguageTables.Steps * (symbols.Length - 1));
        features[(int)Feature.TrigramMean] = trigramSum / (LanguageTables.Steps * count);
        features[(int)Feature.WorstTrigram] = worst / LanguageTables.Steps;
        features[(int)Feature.WorstThreeMean] = (worst + second + third) / (LanguageTables.Steps * Math.Min(3, count));
        features[(int)Feature.RareTrigrams] = (float)rare / count;
        features[(int)Feature.TrigramSum] = trigramSum / LanguageTables.Steps;
    }
}
