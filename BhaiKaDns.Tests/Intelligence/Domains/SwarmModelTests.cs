using System.Text;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class SwarmModelTests
{
    private static readonly string[] Mistyped = ["gogle.com", "facebok.com", "my-printer.net", "wikipedai.org", "amazn.in", "weather-today.com", "old-school-friends.net", "newspapr.co.uk", "flipkrat.com", "bankofindai.co.in"];

    [Test]
    public void Score_MostNames_AllocatesNothing()
    {
        SwarmName[] names = [.. Enumerable.Range(0, SwarmModel.MostNames).Select(at => Of($"name{at}.com"))];

        long allocated = Allocations.Of(() => _ = EmbeddedModels.Threat.Swarm.Score(names));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Score_GeneratedNames_AreAboveTheThresholdAndMistypedOnesBelow()
    {
        Random random = new(5);
        SwarmName[] generated = [.. Enumerable.Range(0, 10).Select(_ => Of(string.Concat(Enumerable.Range(0, 14).Select(_ => (char)('a' + random.Next(26)))) + ".com"))];
        SwarmName[] mistyped = [.. Mistyped.Select(Of)];
        float threshold = EmbeddedModels.Threat.File.Card.Thresholds["swarm.balanced.10"];

        (float high, float low) = (EmbeddedModels.Threat.Swarm.Score(generated), EmbeddedModels.Threat.Swarm.Score(mistyped));

        Assert.That((high >= threshold, low >= threshold), Is.EqualTo((true, false)));
    }

    private static SwarmName Of(string domain)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        return EmbeddedModels.Threat.AmongOthers(DomainParts.OfText(Encoding.ASCII.GetBytes(domain)), features);
    }
}
