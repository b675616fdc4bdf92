using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Surroundings;

internal sealed class HomeNetworkReaderTests
{
    private string _root = null!;

    [SetUp]
    public void MakeRoot() => _root = Directory.CreateTempSubdirectory("bkd").FullName;

    [TearDown]
    public void DeleteRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Read_LeaseAndFiles_LeaseStandsFirst()
    {
        Write("run/systemd/netif/leases/2", "ADDRESS=192.168.1.20\nDNS=192.168.1.1\nDOMAINNAME=lan\n");
        Write("etc/resolv.conf", "nameserver 192.168.1.1\nnameserver fe80::1\nsearch lan\n");

        HomeNetwork network = Read();

        Assert.That(
            network.Resolvers,
            Is.EqualTo(new[] { new NamedResolver(IPAddress.Parse("192.168.1.1"), ResolverOrigin.Lease), new NamedResolver(IPAddress.Parse("fe80::1"), ResolverOrigin.File) }));
        Assert.That((network.Domains.Single(), network.LeasedAddresses.Single().ToString()), Is.EqualTo(("lan", "192.168.1.20")));
    }

    [Test]
    public void Read_SeveralAddresses_BestFirstAndTemporaryLeftOut()
    {
        Write("proc/net/if_inet6", "20010db8000000000000000000000003 02 40 00 01 eth0\n");

        HomeNetwork network = Read("2001:db8::3", "2001:db8::2", "fd00::2", "192.168.1.20", "fe80::2", "127.0.0.1");

        Assert.That(network.Addresses.Select(address => address.Address.ToString()), Is.EqualTo(new[] { "192.168.1.20", "fd00::2", "2001:db8::2" }));
    }

    [Test]
    public void Read_NothingThere_IsEmpty()
    {
        HomeNetwork network = Read();

        Assert.That((network.Addresses.Count, network.Resolvers.Count, network.Domains.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Read_FileTooLong_IsPassedOver()
    {
        Write("etc/resolv.conf", "nameserver 192.168.1.1\n" + new string('#', 70_000));

        Assert.That(Read().Resolvers, Is.Empty);
    }

    private HomeNetwork Read(params string[] addresses) => new HomeNetworkReader(
        new NetworkFiles(_root),
        () => [.. addresses.Select(text => new HomeAddress(IPAddress.Parse(text), 24, "eth0", ""))],
        () => [],
        NullLogger<HomeNetworkReader>.Instance).Read();

    private void Write(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
