using System.Net;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>The files in which systems keep what the network told them, as they really look.</summary>
internal sealed class LeaseTests
{
    private const string Dhclient = """
        lease {
          interface "eth0";
          fixed-address 192.168.1.7;
          option domain-name-servers 10.0.0.1;
          option domain-name "old.example";
        }
        lease {
          interface "eth0";
          fixed-address 192.168.1.20;
          option routers 192.168.1.1;
          option domain-name-servers 192.168.1.1,8.8.8.8;
          option domain-name "lan";
          option domain-search "lan.", "guest.lan.";
        }
        """;

    private const string Networkd = """
        # This is private data. Do not parse.
        ADDRESS=192.168.1.20
        ROUTER=192.168.1.1
        DNS=192.168.1.1 9.9.9.9
        DOMAINNAME=fritz.box
        """;

    [Test]
    public void ResolvConf_ServersAndSearch_AreRead()
    {
        NetworkHints hints = ResolvConf.Parse("# by hand\nnameserver 192.168.1.1\nnameserver fe80::1%eth0\nnameserver 127.0.0.53\nsearch Lan. guest.lan\noptions edns0\n");

        Assert.That((Texts(hints), string.Join(' ', hints.Domains)), Is.EqualTo(("192.168.1.1 fe80::1", "lan guest.lan")));
    }

    [Test]
    public void ResolvConf_Nonsense_IsPassedOver()
    {
        NetworkHints hints = ResolvConf.Parse("nameserver\nnameserver not-an-address\nsearch <script> .. \u202Eevil a..b\nnameserver 0.0.0.0\n");

        Assert.That((hints.Resolvers.Count, hints.Domains.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ResolvConf_ThousandsOfServers_AreBounded()
    {
        NetworkHints hints = ResolvConf.Parse(string.Concat(Enumerable.Range(0, 5000).Select(number => $"nameserver 10.0.{number >> 8}.{number & 255}\nsearch d{number}\n")));

        Assert.That((hints.Resolvers.Count, hints.Domains.Count), Is.EqualTo((16, 8)));
    }

    [Test]
    public void KeyValueLease_OfNetworkd_IsRead()
    {
        NetworkHints hints = KeyValueLease.Parse(Networkd);

        Assert.That((Texts(hints), hints.Domains.Single(), hints.Leased), Is.EqualTo(("192.168.1.1 9.9.9.9", "fritz.box", IPAddress.Parse("192.168.1.20"))));
    }

    [Test]
    public void DhclientLease_Several_TheLastCounts()
    {
        NetworkHints hints = DhclientLease.Parse(Dhclient);

        Assert.That((Texts(hints), string.Join(' ', hints.Domains), hints.Leased), Is.EqualTo(("192.168.1.1 8.8.8.8", "lan guest.lan", IPAddress.Parse("192.168.1.20"))));
    }

    [Test]
    public void DhcpMessage_OfDhcpcd_IsRead()
    {
        byte[] message = [.. Head(), 53, 1, 5, 0, 6, 8, 192, 168, 1, 1, 8, 8, 4, 4, 15, 4, .. "lan\0"u8, 255, 6, 4, 1, 1, 1, 1];

        NetworkHints hints = DhcpMessage.Parse(message);

        Assert.That((Texts(hints), hints.Domains.Single(), hints.Leased), Is.EqualTo(("192.168.1.1 8.8.4.4", "lan", IPAddress.Parse("192.168.1.20"))));
    }

    [Test]
    public void DhcpMessage_CutAnywhere_NeverThrows()
    {
        byte[] message = [.. Head(), 6, 8, 192, 168, 1, 1, 8, 8, 4, 4, 15, 3, .. "lan"u8, 255];

        for (int length = 0; length <= message.Length; length++)
        {
            Assert.That(DhcpMessage.Parse(message.AsSpan(0, length)).Resolvers, Has.Count.LessThanOrEqualTo(2));
        }
    }

    [Test]
    public void PassingAddresses_TemporaryAndDeprecated_AreFound()
    {
        const string text = """
            fd000000000000000000000000000002 02 40 00 80     eth0
            20010db8000000000000000000000003 02 40 00 01     eth0
            20010db8000000000000000000000004 02 40 00 20     eth0
            """;

        Assert.That(PassingAddresses.Parse(text).Select(address => address.ToString()), Is.EqualTo(new[] { "2001:db8::3", "2001:db8::4" }));
    }

    private static string Texts(NetworkHints hints) => string.Join(' ', hints.Resolvers);

    private static byte[] Head()
    {
        byte[] head = new byte[240];
        ((byte[])[192, 168, 1, 20]).CopyTo(head, 16);
        ((byte[])[0x63, 0x82, 0x53, 0x63]).CopyTo(head, 236);
        return head;
    }
}
