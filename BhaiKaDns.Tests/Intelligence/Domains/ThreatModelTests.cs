using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class ThreatModelTests
{
    private static readonly byte[] Name = "kq3v9zt7xw2b.example.com".Wire();
    private static readonly Gen<string> AnyDomain = Gen.Select(Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 63], Gen.String[Gen.Char['a', 'z'], 2, 6], (label, top) => $"{label}.{top}");

    [Test]
    public void Score_AnyName_AllocatesNothing()
    {
        ThreatModel model = EmbeddedModels.Threat;

        long allocated = Allocations.Of(() =>
        {
            Span<float> features = stackalloc float[FeatureNames.Count];
            _ = model.Score(DomainParts.OfWire(Name, 0), features);
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void AmongOthers_AnyName_AllocatesNothing()
    {
        ThreatModel model = EmbeddedModels.Threat;

        long allocated = Allocations.Of(() =>
        {
            Span<float> features = stackalloc float[FeatureNames.Count];
            _ = model.AmongOthers(DomainParts.OfWire(Name, 0), features);
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Contribute_AnyName_SumsWithTheBaseToTheScore() => AnyDomain.Sample(domain =>
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        Span<float> contributions = stackalloc float[FeatureNames.ModelCount];
        contributions.Clear();
        float score = EmbeddedModels.Threat.Score(DomainParts.OfText(Encoding.ASCII.GetBytes(domain)), features);
        EmbeddedModels.Threat.Contribute(features, contributions);
        float sum = EmbeddedModels.Threat.Base;
        foreach (float contribution in contributions)
        {
            sum += contribution;
        }

        return Math.Abs(sum - score) < 1e-3;
    });

    [Test]
    public void Each_AnyName_SumsWithTheEmptyNameToTheScore() => AnyDomain.Sample(domain =>
    {
        Span<byte> symbols = stackalloc byte[65];
        string label = domain[..domain.IndexOf('.', StringComparison.Ordinal)];
        symbols = symbols[..Alphabet.Encode(Encoding.ASCII.GetBytes(label), symbols)];
        float sum = EmbeddedModels.Threat.Ngrams.Score([]);
        EmbeddedModels.Threat.Ngrams.Each(symbols, (_, _, adds) => sum += adds);
        return Math.Abs(sum - EmbeddedModels.Threat.Ngrams.Score(symbols)) < 1e-3;
    });

    [TestCase("wikipedia.org", "xkqjzvwpblrtghd.info")]
    [TestCase("kitchengarden.com", "q7x2k9v4b8z1.top")]
    public void Score_LettersByChance_AreAboveWords(string chosen, string generated) => Assert.That(ScoreOf(generated), Is.GreaterThan(ScoreOf(chosen) + 3));

    private static float ScoreOf(string domain)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        return EmbeddedModels.Threat.Score(DomainParts.OfText(Encoding.ASCII.GetBytes(domain)), features);
    }
}
