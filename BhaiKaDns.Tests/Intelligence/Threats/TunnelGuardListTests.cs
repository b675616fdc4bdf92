using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class TunnelGuardListTests
{
    [TestCase("a.b.example.net", true)]
    [TestCase("example.net", true)]
    [TestCase("notexample.net", false)]
    [TestCase("net", false)]
    [TestCase("example.net.org", false)]
    public void Covers_AName_IsTrueAtAndBelowAZone(string name, bool isCovered)
    {
        TunnelGuardList list = TunnelGuardList.Parse("# comment\n Example.NET # why\n\nlan\n", out _);

        Assert.That(list.Covers(WireNames.Of(name)), Is.EqualTo(isCovered));
    }

    [Test]
    public void Parse_LinesThatAreNoNames_AreNumbered()
    {
        TunnelGuardList list = TunnelGuardList.Parse("good.net\nbad..net\n\n.\nlan\n", out IReadOnlyList<int> refused);

        Assert.That((list.Count, string.Join(',', refused)), Is.EqualTo((2, "2,4")));
    }

    [Test]
    public void Shipped_EveryLine_IsAName()
    {
        _ = TunnelGuardList.Parse(ThreatText.Read("tunnel-guard"), out IReadOnlyList<int> refused);

        Assert.That(refused, Is.Empty);
    }

    [Test]
    public void Covers_AnyName_AllocatesNothing()
    {
        byte[] name = WireNames.Of("a.b.c.d.e.f.example.net");

        Assert.That(Allocations.Of(() => _ = TunnelGuardList.Shipped.Covers(name)), Is.Zero);
    }
}
