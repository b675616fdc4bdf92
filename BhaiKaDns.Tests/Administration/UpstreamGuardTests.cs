using System.Net;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class UpstreamGuardTests
{
    [TestCase("169.254.169.254")]
    [TestCase("fe80::1")]
    [TestCase("fd00:ec2::254")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("224.0.0.251")]
    [TestCase("0.0.0.0")]
    public void Objection_AddressThatNoResolverHas_IsNeverAsked(string address) =>
        Assert.That(UpstreamGuard.Objection(IPAddress.Parse(address), isTrusted: true), Is.Not.Null);

    [TestCase("192.168.1.1", false)]
    [TestCase("127.0.0.1", false)]
    [TestCase("fd12::1", false)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("192.168.1.1", true)]
    public void Objection_PrivateAddress_IsAskedIfTrusted(string address, bool isTrusted) =>
        Assert.That(UpstreamGuard.Objection(IPAddress.Parse(address), isTrusted) is null, Is.EqualTo(isTrusted));

    [Test]
    public void Objection_PublicAddress_IsNone() => Assert.That(UpstreamGuard.Objection(IPAddress.Parse("9.9.9.9"), isTrusted: false), Is.Null);
}
