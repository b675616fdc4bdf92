using BhaiKaDns.Intelligence.Training;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class FeatureExtractorTests
{
    // Nothing was counted, so each symbol is as likely as another: 1 in 38, ln of which is -3.6 in steps of a tenth.
    private const float Even = -3.6f;

    private static readonly FeatureExtractor Extractor = MakeExtractor();

    [TestCase("abc123.com", Feature.Length, 6)]
    [TestCase("abc123.com", Feature.DigitRatio, 0.5f)]
    [TestCase("a1b2.com", Feature.Switches, 3)]
    [TestCase("a-b-c.com", Feature.Hyphens, 2)]
    [TestCase("abc123.com", Feature.VowelRatio, 1 / 6f)]
    [TestCase("abc123.com", Feature.LongestConsonantRun, 2)]
    [TestCase("beautiful.com", Feature.LongestVowelRun, 3)]
    [TestCase("abc123.com", Feature.LongestDigitRun, 3)]
    [TestCase("aabb.com", Feature.DistinctRatio, 0.5f)]
    [TestCase("aabb.com", Feature.Entropy, 1)]
    [TestCase("abcd.com", Feature.Entropy, 2)]
    [TestCase("aabb.com", Feature.Repeats, 2)]
    [TestCase("abc123xy.com", Feature.HexRatio, 0.75f)]
    [TestCase("abc.com", Feature.BigramMean, Even)]
    [TestCase("abc.com", Feature.TrigramMean, Even)]
    [TestCase("abc.com", Feature.WorstTrigram, Even)]
    [TestCase("abc.com", Feature.WorstThreeMean, Even)]
    [TestCase("abc.com", Feature.RareTrigrams, 0)]
    [TestCase("abc.com", Feature.TrigramSum, 3 * Even)]
    [TestCase("homemadexcat.com", Feature.WordCoverage, 11 / 12f)]
    [TestCase("homemadexcat.com", Feature.LongestWord, 8)]
    [TestCase("homemadexcat.com", Feature.WordCount, 2)]
    [TestCase("abc.com", Feature.TopLevelRank, 0)]
    [TestCase("abc.org", Feature.TopLevelRank, 3)]
    [TestCase("abc.never", Feature.TopLevelRank, TopLevelTable.Unknown)]
    [TestCase("abc.co.uk", Feature.TopLevelLength, 2)]
    [TestCase("abc123.com", Feature.Alternation, 0.2f)]
    [TestCase("1abc.com", Feature.FirstDigit, 1)]
    [TestCase("abc1.com", Feature.LastDigit, 1)]
    [TestCase("jazz.com", Feature.RareLetters, 0.75f)]
    [TestCase("aabc.com", Feature.LargestShare, 0.5f)]
    [TestCase("xn--abc.com", Feature.Punycode, 1)]
    [TestCase("abc.com", Feature.Ngrams, -0.5f)]
    [TestCase("abc.com", Feature.Subdomains, 0)]
    [TestCase("abc.com", Feature.HostLength, 7)]
    public void Extract_KnownName_IsWhatWasCountedByHand(string domain, Feature feature, float expected)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];

        Extractor.Extract(DomainParts.OfText(System.Text.Encoding.ASCII.GetBytes(domain)), features);

        Assert.That(features[(int)feature], Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Names_EachFeature_HasOne() => Assert.That(FeatureNames.All, Has.Count.EqualTo(Enum.GetValues<Feature>().Length).And.Unique);

    private static FeatureExtractor MakeExtractor()
    {
        (byte[] bigrams, byte[] trigrams) = LanguageTrainer.Train([]);
        byte[] ngrams = new byte[(2 * sizeof(float)) + 16];
        BitConverter.TryWriteBytes(ngrams.AsSpan(sizeof(float)), -0.5f);
        return new FeatureExtractor(
            LanguageTables.TryRead(bigrams, trigrams)!, WordTable.OfLines("home\nmade\nhomemade\ncat"u8), TopLevelTable.TryRead("com 0\norg 3\nuk 5"u8)!, NgramWeights.TryRead(ngrams)!);
    }

    [Test]
    public void ExtractShape_WithoutTables_TellsTheShapeAndNothingElse()
    {
        float[] features = new float[FeatureNames.Count];

        FeatureExtractor.ExtractShape(DomainParts.OfText("a1b2c3d4.top"u8), features);

        Assert.That((features[(int)Feature.DigitRatio], features[(int)Feature.Length], features[(int)Feature.TopLevelLength]), Is.EqualTo((0.5f, 8f, 3f)));
        Assert.That(new[] { features[(int)Feature.Ngrams], features[(int)Feature.WordCoverage], features[(int)Feature.BigramMean] }, Is.All.NaN);
    }
}
