using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace BhaiKaDns.Hosting;

internal sealed class OutboundAddressesTests
{
    [TestCase("9.9.9.9", OutboundReach.Public)]
    [TestCase("2620:fe::fe", OutboundReach.Public)]
    [TestCase("192.168.1.1", OutboundReach.Private)]
    [TestCase("10.0.0.1", OutboundReach.Private)]
    [TestCase("172.31.255.255", OutboundReach.Private)]
    [TestCase("172.32.0.1", OutboundReach.Public)]
    [TestCase("100.64.0.1", OutboundReach.Private)]
    [TestCase("127.0.0.1", OutboundReach.Private)]
    [TestCase("::1", OutboundReach.Private)]
    [TestCase("fd12::1", OutboundReach.Private)]
    [TestCase("0.0.0.0", OutboundReach.Never)]
    [TestCase("0.1.2.3", OutboundReach.Never)]
    [TestCase("::", OutboundReach.Never)]
    [TestCase("169.254.169.254", OutboundReach.Never)]
    [TestCase("100.100.100.200", OutboundReach.Never)]
    [TestCase("168.63.129.16", OutboundReach.Never)]
    [TestCase("224.0.0.251", OutboundReach.Never)]
    [TestCase("255.255.255.255", OutboundReach.Never)]
    [TestCase("fe80::1", OutboundReach.Never)]
    [TestCase("ff02::fb", OutboundReach.Never)]
    [TestCase("fd00:ec2::254", OutboundReach.Never)]
    [TestCase("::ffff:169.254.169.254", OutboundReach.Never)]
    [TestCase("::ffff:192.168.1.1", OutboundReach.Private)]
    [TestCase("::ffff:9.9.9.9", OutboundReach.Public)]
    [TestCase("::127.0.0.1", OutboundReach.Private)]
    [TestCase("64:ff9b::a9fe:a9fe", OutboundReach.Never)]
    [TestCase("64:ff9b::909:909", OutboundReach.Public)]
    [TestCase("64:ff9b:1::c0a8:101", OutboundReach.Private)]
    [TestCase("2002:a9fe:a9fe::1", OutboundReach.Never)]
    [TestCase("2001:0:1:2:3:4:5601:5601", OutboundReach.Never)]
    public void Judge_Address_IsWhatItReaches(string text, OutboundReach expected)
    {
        OutboundReach reach = OutboundAddresses.Judge(IPAddress.Parse(text));

        Assert.That(reach, Is.EqualTo(expected));
    }

    [TestCase("http://169.254.169.254/latest/meta-data", OutboundReach.Never)]
    [TestCase("http://[fe80::1]/", OutboundReach.Never)]
    [TestCase("http://2130706433/", OutboundReach.Private)]
    [TestCase("http://0x7f.1/", OutboundReach.Private)]
    [TestCase("http://localhost:8080/", OutboundReach.Private)]
    [TestCase("https://lists.example/", OutboundReach.Public)]
    public void Judge_Url_SeesAddressesInEveryWriting(string url, OutboundReach expected)
    {
        OutboundReach reach = OutboundAddresses.Judge(new Uri(url));

        Assert.That(reach, Is.EqualTo(expected));
    }

    [Test]
    public async Task ConnectAsync_NameThatLeadsHome_IsRefusedAfterResolving()
    {
        DnsEndPoint host = new("localhost", 9, AddressFamily.Unspecified);

        OutboundRefusedException? refused = await Assert.ThrowsAsync<OutboundRefusedException>(
            async () => await OutboundAddresses.ConnectAsync(host, mayBePrivate: false, CancellationToken.None));

        Assert.That(refused?.Reach, Is.EqualTo(OutboundReach.Private));
    }

    [Test]
    public async Task ConnectAsync_MetadataAddress_IsRefusedAlsoWherePrivateOnesAreMeant()
    {
        DnsEndPoint host = new("169.254.169.254", 80);

        await Assert.ThrowsAsync<OutboundRefusedException>(async () => await OutboundAddresses.ConnectAsync(host, mayBePrivate: true, CancellationToken.None));
    }

    [Test]
    public async Task ConnectAsync_PrivateOneThatIsMeant_Connects()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        DnsEndPoint host = new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

        await using Stream stream = await OutboundAddresses.ConnectAsync(host, mayBePrivate: true, CancellationToken.None);

        Assert.That(stream.CanWrite, Is.True);
    }
}
