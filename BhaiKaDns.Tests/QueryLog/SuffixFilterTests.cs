using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

[TestFixture]
internal sealed class SuffixFilterTests
{
    [Test]
    public void MayContain_AddedNamesAndParents_AreAlwaysFound([Values(1, 100, 20_000)] int count)
    {
        var filter = new SuffixFilter();
        for (int at = 0; at < count; at++)
        {
            filter.Add(LogHarness.Name($"host.zone{at}.example"));
        }

        filter.Fold();

        Assert.That(Enumerable.Range(0, count), Has.All.Matches<int>(at =>
            filter.MayContain(LogHarness.Name($"host.zone{at}.example")) && filter.MayContain(LogHarness.Name($"zone{at}.example"))));
    }

    [Test]
    public void MayContain_OtherNames_AreRarelyFound([Values(10, 1_000, 20_000)] int count)
    {
        var filter = new SuffixFilter();
        for (int at = 0; at < count; at++)
        {
            filter.Add(LogHarness.Name($"host.zone{at}.example"));
        }

        filter.Fold();
        int wrong = Enumerable.Range(0, 10_000).Count(at => filter.MayContain(LogHarness.Name($"other{at}.test")));

        Assert.That(wrong / 10_000.0, Is.LessThan(0.02));
    }
}
