using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

internal sealed class RuleReadingTests
{
    [TestCase("||ads.example^", "Blocks ads.example and every name below it for Asha's phone.")]
    [TestCase("@@||shop.example^", "Allows shop.example and every name below it for Asha's phone.")]
    [TestCase("0.0.0.0 ads.example", "Blocks ads.example itself, but no name below it for Asha's phone.")]
    [TestCase("*.ads.example", "Blocks every name below ads.example, but not ads.example itself for Asha's phone.")]
    [TestCase("||ads.example^$important", "Blocks ads.example and every name below it, also where another rule allows it for Asha's phone.")]
    [TestCase("/^ad[0-9]+/", "Blocks names that match the regular expression ^ad[0-9]+ for Asha's phone.")]
    [TestCase("||ads.example^$dnstype=AAAA", "Blocks ads.example and every name below it for Asha's phone. Only for questions of type AAAA.")]
    [TestCase("||ads.example^$dnsrewrite=192.168.1.5", "Answers with the address 192.168.1.5, for ads.example and every name below it for Asha's phone.")]
    public void Of_GoodLine_IsSaidInOneSentence(string line, string expected)
    {
        RuleReading reading = RuleReading.Of(line);

        Assert.That(reading.Meanings.Single().Say("for Asha's phone"), Is.EqualTo(expected));
    }

    [Test]
    public void Of_HostsLineWithManyNames_TellsTheFirstAndCountsTheRest()
    {
        RuleReading reading = RuleReading.Of("0.0.0.0 a.example b.example c.example d.example e.example");

        Assert.That((reading.Meanings.Count, reading.More), Is.EqualTo((3, 2)));
    }

    [Test]
    public void OfText_SeveralLines_JudgesEachByItself()
    {
        IReadOnlyList<RuleReading> readings = RuleReading.OfText("||ads.example^\r\n# note\r\n??\r\n\r\n", max: 10);

        Assert.That(readings.Select(reading => (reading.Problem is null, reading.IsComment)), Is.EqualTo(new[] { (true, false), (true, true), (false, false) }));
    }
}
