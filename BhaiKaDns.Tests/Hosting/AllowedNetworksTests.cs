using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Hosting;

internal sealed class AllowedNetworksTests
{
    private IReadOnlyList<NetworkPrefix> _interfaces = [];

    [TestCase("127.0.0.1", true)]
    [TestCase("192.168.1.77", true)]
    [TestCase("10.255.0.1", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("172.32.0.0", false)]
    [TestCase("100.64.0.1", true)]
    [TestCase("100.128.0.1", false)]
    [TestCase("169.254.3.4", true)]
    [TestCase("8.8.8.8", false)]
    [TestCase("::1", true)]
    [TestCase("::2", false)]
    [TestCase("fe80::1", true)]
    [TestCase("fd12:3456::1", true)]
    [TestCase("2001:db8::1", false)]
    [TestCase("::ffff:192.168.1.1", true)]
    [TestCase("::ffff:8.8.8.8", false)]
    public void Contains_Private_IsHomeOnly(string address, bool expected)
    {
        using OnLinkNetworks onLink = OnLink();
        using AllowedNetworks networks = new(["private"], onLink);

        bool contained = networks.Contains(IPAddress.Parse(address));

        Assert.That(contained, Is.EqualTo(expected));
    }

    [TestCase("10.1.0.0/16", "10.1.200.3", true)]
    [TestCase("10.1.0.0/16", "10.2.0.1", false)]
    [TestCase("203.0.113.7", "203.0.113.7", true)]
    [TestCase("203.0.113.7", "203.0.113.8", false)]
    [TestCase("2001:db8::/32", "2001:db8:ffff::1", true)]
    [TestCase("2001:db8::/32", "2001:db9::1", false)]
    [TestCase("2001:db8::/65", "2001:db8::8000:0:0:1", false)]
    [TestCase("0.0.0.0/0", "8.8.8.8", true)]
    [TestCase("0.0.0.0/0", "2001:db8::1", false)]
    [TestCase("::/0", "2001:db8::1", true)]
    [TestCase("::/0", "8.8.8.8", false)]
    [TestCase("Any", "8.8.8.8", true)]
    public void Contains_OneNetwork_IsThatNetwork(string network, string address, bool expected)
    {
        using OnLinkNetworks onLink = OnLink();
        using AllowedNetworks networks = new([network], onLink);

        bool contained = networks.Contains(IPAddress.Parse(address));

        Assert.That(contained, Is.EqualTo(expected));
    }

    [Test]
    public void Contains_InterfaceGetsAnAddress_ItsPrefixIsPrivateAtOnce()
    {
        using OnLinkNetworks onLink = OnLink();
        using AllowedNetworks networks = new(["private"], onLink);
        bool before = networks.Contains(IPAddress.Parse("2001:db8:5::7"));

        _interfaces = [NetworkPrefix.From(IPAddress.Parse("2001:db8:5::1"), 64)];
        onLink.Refresh();

        Assert.That((before, networks.Contains(IPAddress.Parse("2001:db8:5::7"))), Is.EqualTo((false, true)));
    }

    [Test]
    public void Contains_AnyAddress_AllocatesNothing()
    {
        using OnLinkNetworks onLink = OnLink();
        using AllowedNetworks networks = new(["private"], onLink);
        _ = networks.Contains(1, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        bool contained = networks.Contains(0x2001_0db8_0000_0000, 1) || networks.Contains(0, 0xFFFF_0808_0808);

        Assert.That((contained, GC.GetAllocatedBytesForCurrentThread() - before), Is.EqualTo((false, 0L)));
    }

    [TestCase("10.0.0.0/33")]
    [TestCase("10.1")]
    [TestCase("fd00::/129")]
    [TestCase("10.0.0.0/")]
    [TestCase("home")]
    [TestCase("")]
    public void IsKnown_Nonsense_IsNot(string word)
    {
        bool known = AllowedNetworks.IsKnown(word);

        Assert.That(known, Is.False);
    }

    [Test]
    public void OnLinkNetworks_RealInterfaces_HoldLoopback()
    {
        using OnLinkNetworks onLink = new(NullLogger<OnLinkNetworks>.Instance);

        bool found = onLink.Current.Any(prefix => prefix.Contains(0, 0xFFFF_7F00_0001));

        Assert.That(found, Is.True);
    }

    private OnLinkNetworks OnLink() => new(() => _interfaces, NullLogger<OnLinkNetworks>.Instance);
}
