namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// What is measured of a name, in the order of the model's file. Ratios lie in 0..1, runs and lengths count octets of the registrable
/// label, likelihoods are natural logarithms.
/// </summary>
internal enum Feature
{
    Length,
    DigitRatio,
    Switches,
    Hyphens,
    VowelRatio,
    LongestConsonantRun,
    LongestVowelRun,
    LongestDigitRun,
    DistinctRatio,
    Entropy,
    Repeats,
    HexRatio,
    BigramMean,
    TrigramMean,
    WorstTrigram,
    WorstThreeMean,
    RareTrigrams,
    WordCoverage,
    LongestWord,
    WordCount,
    TopLevelRank,
    TopLevelLength,
    Alternation,
    FirstDigit,
    LastDigit,
    RareLetters,
    LargestShare,
    TrigramSum,
    Punycode,
    Ngrams,
    Subdomains,
    HostLength,
}

internal static class FeatureNames
{
    /// <summary>Features that models see; the others depend on who asked for what and serve rules alone.</summary>
    public const int ModelCount = (int)Feature.Ngrams + 1;

    /// <summary>All of them.</summary>
    public const int Count = (int)Feature.HostLength + 1;

    /// <summary>As rules, evidence and the model's file name them, in the order of <see cref="Feature"/>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "length", "digitRatio", "switches", "hyphens", "vowelRatio", "longestConsonantRun", "longestVowelRun", "longestDigitRun", "distinctRatio", "entropy",
        "repeats", "hexRatio", "bigramMean", "trigramMean", "worstTrigram", "worstThreeMean", "rareTrigrams", "wordCoverage", "longestWord", "wordCount",
        "tldRank", "tldLength", "alternation", "firstDigit", "lastDigit", "rareLetters", "largestShare", "trigramSum", "punycode", "ngrams",
        "subdomains", "hostLength",
    ];
}
