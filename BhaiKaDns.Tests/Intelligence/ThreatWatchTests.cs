using System.Globalization;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence;

internal sealed class ThreatWatchTests
{
    private const string Client = "192.168.1.10";

    [Test]
    public void Receive_FortyMissingNamesOfAProgram_TellsTheDeviceOnce()
    {
        using EngineHarness house = new();
        Random random = new(7);

        for (int name = 0; name < 40; name++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(1));
            house.Tell(WireNamesOf(random), ResponseCode.NameError);
        }

        Finding found = house.Findings.Single();
        Assert.That((found.Kind, found.Client, found.Name, found.Count), Is.EqualTo(("threat-model", Client, "", 1)));
        Assert.That(found.Evidence.Select(line => line.Kind), Does.Contain("swarm").And.Contain("name"));
    }

    [Test]
    public void Receive_MissingNamesOfManyDevices_BlamesNone()
    {
        using EngineHarness house = new();
        Random random = new(7);

        for (int name = 0; name < 40; name++)
        {
            house.Tell(WireNamesOf(random), ResponseCode.NameError, client: $"192.168.1.{name + 20}");
        }

        Assert.That(house.Findings, Is.Empty);
    }

    [Test]
    public void Receive_TenThousandPopularNames_FlagsAtMostFive()
    {
        using EngineHarness house = new();
        PopularNames popular = PopularNames.Embedded;

        for (int rank = 0; rank < 10_000; rank++)
        {
            house.Time.Advance(TimeSpan.FromMilliseconds(300));
            house.Tell(DomainNameText.ToText(popular[rank]));
        }

        Assert.That(house.Findings, Has.Count.LessThanOrEqualTo(5));
    }

    [Test]
    public void Receive_BeatEveryMinuteWithJitter_IsNamedWithinTwentyMinutes()
    {
        using EngineHarness house = new();
        Random random = new(3);

        for (double seconds = 0; seconds < 1200;)
        {
            house.Tell("report.qzvxk-telemetry.top");
            double pause = 60 * (1 + (0.05 * ((random.NextDouble() * 2) - 1)));
            house.Time.Advance(TimeSpan.FromSeconds(pause));
            seconds += pause;
        }

        Finding found = house.Findings.Single(finding => finding.Kind == "beacon");
        Assert.That(found.Text, Does.StartWith("asks report.qzvxk-telemetry.top about every 60 seconds since "));
    }

    [TestCase("paypa1.com", "paypal.com")]
    [TestCase("xn--80ak6aa92e.com", "apple.com")]
    [TestCase("amazon-login-secure.com", "amazon.com")]
    public void Receive_LookAlike_NamesWhatItImitates(string name, string imitated)
    {
        using EngineHarness house = new();

        house.Tell(name);

        Finding found = house.Findings.Single();
        Assert.That((found.Kind, found.Text), Is.EqualTo(("look-alike", $"{name} imitates {imitated}")));
    }

    [Test]
    public void Receive_CodesBelowOneDomain_TellsATunnel()
    {
        using EngineHarness house = new();
        Random random = new(5);

        for (int query = 0; query < 60; query++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(1));
            house.Tell($"{Threats.WireNames.Code(random, 50)}.t.carrier-zone.net", type: RecordType.Txt);
        }

        Finding found = house.Findings.Single(finding => finding.Kind == "tunnel");
        Assert.That((found.Name, found.Client), Is.EqualTo(("carrier-zone.net", Client)));
    }

    [Test]
    public void Receive_RuleHolds_NamesTheRule()
    {
        using EngineHarness house = new(("Intelligence:Rules:0:Name", "many digits"), ("Intelligence:Rules:0:When", "digitRatio > 0.4 and tld in (\"top\", \"xyz\")"));

        house.Tell("a1b2c3d4.top");
        house.Tell("abcdefgh.top");

        Assert.That(house.Findings.Select(finding => finding.Text), Is.EqualTo(new[] { "a1b2c3d4.top meets the rule 'many digits'" }));
    }

    [TestCase(PrivacyLevel.Full, Client, "paypa1.com")]
    [TestCase(PrivacyLevel.NoClients, "", "paypa1.com")]
    [TestCase(PrivacyLevel.NoDomains, "", "")]
    [TestCase(PrivacyLevel.CountsOnly, "", "")]
    public void Receive_PrivateGroup_WritesDownNoMoreThanItMay(PrivacyLevel privacy, string client, string name)
    {
        using EngineHarness house = new();

        house.Tell("paypa1.com", privacy: privacy);

        Finding found = house.Findings.Single();
        Assert.That((found.Client, found.Name, found.Text.Contains("paypa1", StringComparison.Ordinal)), Is.EqualTo((client, name, name.Length > 0)));
    }

    [Test]
    public void Receive_DetectionIsOff_LooksAtNothing()
    {
        using EngineHarness house = new(("Intelligence:Mode", "Off"));

        house.Tell("paypa1.com");

        Assert.That(house.Findings, Is.Empty);
    }

    [Test]
    public void Receive_ThousandsOfCachedAnswersAtOnce_LooksAtSome()
    {
        using EngineHarness house = new();

        for (int query = 0; query < 4_000; query++)
        {
            house.Tell($"paypa1-{query}.login-secure-paypal.com");
        }

        Assert.That(house.Findings, Has.Count.InRange(100, 400));
    }

    [Test]
    public void Receive_OrdinaryQuery_AllocatesNothing()
    {
        using EngineHarness house = new();
        byte[] name = "www.some-ordinary-shop.example".Wire();
        Events.QueryEvent query = house.EventOf(name);
        ThreatWatch watch = house.Get<ThreatWatch>();

        long allocated = Allocations.Of(() => watch.Receive(query, name));

        Assert.That(allocated, Is.Zero);
    }

    private static string WireNamesOf(Random random) => string.Create(CultureInfo.InvariantCulture, $"{Threats.WireNames.Code(random, 14, "abcdefghijklmnopqrstuvwxyz")}.info");
}
