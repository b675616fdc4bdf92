using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;
using NUnit.Framework;

namespace BhaiKaDns.Administration.Home;

internal sealed class HomeFindingsTests
{
    private static readonly IPAddress Gateway = IPAddress.Parse("192.168.1.1");
    private static readonly RouterAnswers Answering = new(Gateway, IsAnswering: true, "router.lan", "pi.lan", "lan");

    [TestCase("0.0.0.0:53", "", Description = "All is well")]
    [TestCase("0.0.0.0:5353", "port-not-53")]
    [TestCase("127.0.0.1:53", "loopback-only")]
    public void Of_Listening_WarnsOfWhatDevicesCannotReach(string listen, string warning)
    {
        HomeView view = View("192.168.1.20") with { Listening = [IPEndPoint.Parse(listen)] };

        Assert.That(Warnings(view), Is.EqualTo(warning));
    }

    [Test]
    public void Of_PortTaken_SaysWhy()
    {
        HomeView view = View() with { Listeners = new HealthPart(HealthParts.Listeners, HealthState.Down, default, "Port 53 belongs to dnsmasq.") };

        Assert.That(HomeFindings.Of(view)[0].Text, Does.Contain("dnsmasq"));
    }

    [TestCase("192.168.1.20", "dhcp-points-here")]
    [TestCase("192.168.1.20 8.8.8.8", "second-resolver")]
    [TestCase("192.168.1.1", "dhcp-elsewhere")]
    [TestCase("", "dhcp-unseen")]
    public void Of_Lease_IsJudged(string handed, string finding) => Assert.That(Ids(View(handed)), Does.Contain(finding));

    [TestCase("fe80::1", true)]
    [TestCase("2001:db8::1", true)]
    [TestCase("2620:fe::fe", false)]
    [TestCase("2001:db8::20", false, Description = "Ourselves")]
    public void Of_IPv6Resolver_WarnsOfTheRoutersAlone(string resolver, bool isWarned)
    {
        HomeView view = View();
        HomeView withIPv6 = view with
        {
            Network = view.Network with
            {
                Addresses = [.. view.Network.Addresses, new HomeAddress(IPAddress.Parse("2001:db8::20"), 64, "eth0", "")],
                Resolvers = [new NamedResolver(IPAddress.Parse(resolver), ResolverOrigin.File)],
            },
        };

        Assert.That(Ids(withIPv6).Contains("ipv6-resolver"), Is.EqualTo(isWarned));
    }

    [Test]
    public void OfferOf_RouterAnswers_OffersDomainAndReverseZone()
    {
        ConditionalOffer? offer = HomeFindings.OfferOf(View() with { Router = Answering });

        Assert.That((string.Join(' ', offer!.Domains), offer.Upstream), Is.EqualTo(("lan 1.168.192.in-addr.arpa", Gateway)));
    }

    [Test]
    public void OfferOf_AskedAlready_OffersNothing()
    {
        HomeView view = View() with { Router = Answering, ConditionalDomains = ["lan", "1.168.192.in-addr.arpa"] };

        Assert.That((HomeFindings.OfferOf(view), Ids(view).Contains("router-asked")), Is.EqualTo(((ConditionalOffer?)null, true)));
    }

    [TestCase("192.168.1.20", 24, "1.168.192.in-addr.arpa")]
    [TestCase("10.1.2.3", 22, "1.10.in-addr.arpa")]
    [TestCase("fd00:1:2:3::4", 64, "3.0.0.0.2.0.0.0.1.0.0.0.0.0.d.f.ip6.arpa")]
    [TestCase("203.0.113.5", 24, "")]
    public void ReverseZones_Addresses_EndWhereALabelEnds(string address, int length, string zone) =>
        Assert.That(string.Join(' ', HomeReverseZones.Of([new HomeAddress(IPAddress.Parse(address), length, "eth0", "")])), Is.EqualTo(zone));

    [TestCase("lan", "", "", "", "lan")]
    [TestCase("", "", "fritz.box", "", "fritz.box")]
    [TestCase("", "", "router.lan", "", "lan")]
    [TestCase("", "", "fritz.box", "pi.fritz.box", "fritz.box")]
    [TestCase("corp.example.com", "", "router.lan", "", "lan")]
    [TestCase("home.example.com", "home.example.com", "", "", "home.example.com")]
    [TestCase("corp.example.com", "", "", "", null)]
    [TestCase("", "", "pi.local", "", null)]
    public void DomainOf_Hints_GiveTheHomesDomain(string searched, string zone, string router, string own, string? expected) =>
        Assert.That(RouterProbe.DomainOf(Text(searched), zone.Length == 0 ? [] : [zone], Text(router), Text(own)), Is.EqualTo(expected));

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static HomeView View(string handed = "192.168.1.20") => new(
        new HomeNetwork(
            [new HomeAddress(IPAddress.Parse("192.168.1.20"), 24, "eth0", "")],
            [Gateway],
            [.. handed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => new NamedResolver(IPAddress.Parse(text), ResolverOrigin.Lease))],
            [],
            []),
        null,
        [new IPEndPoint(IPAddress.Any, 53)],
        null,
        []);

    private static string Warnings(HomeView view) => string.Join(' ', HomeFindings.Of(view).Where(finding => finding.Level is FindingLevel.Warning).Select(finding => finding.Id));

    private static string[] Ids(HomeView view) => [.. HomeFindings.Of(view).Select(finding => finding.Id)];
}
