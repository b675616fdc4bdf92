using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>How long answers are kept, seen by asking again.</summary>
internal sealed class AnswerKeeperTests
{
    private const string Soa = "/ example.org 7200 SOA ns.example.org admin.example.org 1 2 3 4";

    private static readonly ClientQuery Query = new("www.example.org");

    [TestCase(300u, 300u)]
    [TestCase(30u, 60u)]
    [TestCase(0u, 60u)]
    [TestCase(90_000u, 3600u)]
    [TestCase(0x8000_0000u, 60u)]
    public void Keep_PositiveAnswer_TtlIsHeldWithinTheSettings(uint given, uint kept)
    {
        using PipelineHarness house = new(("Cache:MinTtl", "00:01:00"), ("Cache:MaxTtl", "01:00:00"));
        AskedQuery first = house.Learn(Query, $"NOERROR www.example.org {given} A 192.0.2.1");

        AskedQuery again = house.Ask(Query);

        string expected = $"NOERROR www.example.org {kept} A 192.0.2.1";
        Assert.That((first.Text, again.Text, again.Result), Is.EqualTo((expected, expected, HandlingResult.Answered)));
    }

    [Test]
    public void Keep_TtlOfZero_IsGivenButNotKept()
    {
        using PipelineHarness house = new();
        AskedQuery first = house.Learn(Query, "NOERROR www.example.org 0 A 192.0.2.1");

        AskedQuery again = house.Ask(Query);

        Assert.That((first.Text, again.Result), Is.EqualTo(("NOERROR www.example.org 0 A 192.0.2.1", HandlingResult.Deferred)));
    }

    [TestCase("NXDOMAIN", 900u, 900u)]
    [TestCase("NOERROR", 900u, 900u)]
    [TestCase("NXDOMAIN", 9000u, 3600u)]
    [TestCase("NOERROR", 9000u, 3600u)]
    public void Keep_NegativeAnswer_LivesAsLongAsSoaAndSettingsAllow(string code, uint minimum, uint kept)
    {
        using PipelineHarness house = new(("Cache:MaxNegativeTtl", "01:00:00"));

        AskedQuery first = house.Learn(Query, $"{code} {Soa} {minimum}");
        house.Pass(TimeSpan.FromSeconds(kept - 1));
        AskedQuery last = house.Ask(Query);
        house.Pass(TimeSpan.FromSeconds(1));
        AskedQuery after = house.Ask(Query);

        Assert.That(
            (first.Text, last.Text.Split(" SOA")[0], after.Result),
            Is.EqualTo(($"{code} / example.org {kept} SOA ns.example.org admin.example.org 1 2 3 4 {minimum}", $"{code} / example.org 1", HandlingResult.Deferred)));
    }

    [Test]
    public void Keep_NegativeAnswer_MinTtlDoesNotProlongIt()
    {
        using PipelineHarness house = new(("Cache:MinTtl", "00:10:00"));
        _ = house.Learn(Query, $"NXDOMAIN {Soa} 60");
        house.Pass(TimeSpan.FromSeconds(60));

        AskedQuery after = house.Ask(Query);

        Assert.That(after.Result, Is.EqualTo(HandlingResult.Deferred));
    }

    [Test]
    public void Keep_NegativeAnswerWithoutSoa_IsGivenButNotKept()
    {
        using PipelineHarness house = new();
        AskedQuery first = house.Learn(Query, "NXDOMAIN");

        AskedQuery again = house.Ask(Query);

        Assert.That((first.Text, again.Result), Is.EqualTo(("NXDOMAIN", HandlingResult.Deferred)));
    }

    [TestCase("SERVFAIL")]
    [TestCase("REFUSED")]
    [TestCase("NOERROR / example.org 3600 NS ns.example.net")]
    public void Keep_Failure_IsRememberedForFiveSeconds(string reply)
    {
        using PipelineHarness house = new();
        AskedQuery first = house.Learn(Query with { HasEdns = true }, reply);

        house.Pass(TimeSpan.FromSeconds(4));
        AskedQuery within = house.Ask(Query with { HasEdns = true });
        house.Pass(TimeSpan.FromSeconds(1));
        AskedQuery after = house.Ask(Query);

        const string Failed = "SERVFAIL EDE 22 upstream-failed: no upstream answered";
        Assert.That((first.Text, within.Text, after.Result), Is.EqualTo((Failed, Failed, HandlingResult.Deferred)));
    }

    [Test]
    public void Keep_FailureWhileAnAnswerIsStale_TheAnswerStays()
    {
        using PipelineHarness house = new();
        _ = house.Learn(Query, "NOERROR www.example.org 60 A 192.0.2.1");
        house.Pass(TimeSpan.FromMinutes(10));

        AskedQuery failed = house.Learn(Query, "SERVFAIL");
        house.Pass(TimeSpan.FromMinutes(10));
        AskedQuery later = house.Learn(Query, "SERVFAIL");

        Assert.That((failed.Text, later.Text), Is.EqualTo(("NOERROR www.example.org 30 A 192.0.2.1", "NOERROR www.example.org 30 A 192.0.2.1")));
    }

    [Test]
    public void Keep_ChainOfAliases_LivesAsLongAsItsShortestLink()
    {
        using PipelineHarness house = new();
        _ = house.Learn(Query, "NOERROR www.example.org 600 CNAME web.example.net; web.example.net 20 A 192.0.2.1");
        house.Pass(TimeSpan.FromSeconds(20));

        AskedQuery after = house.Ask(Query);

        Assert.That(after.Result, Is.EqualTo(HandlingResult.Deferred));
    }
}
