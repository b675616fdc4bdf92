using System.Net;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Answers;

internal sealed class PrivateAddressesTests
{
    [TestCase("0.0.0.0", true)]
    [TestCase("10.255.255.255", true)]
    [TestCase("11.0.0.0", false)]
    [TestCase("100.63.255.255", false)]
    [TestCase("100.64.0.0", true)]
    [TestCase("100.127.255.255", true)]
    [TestCase("100.128.0.0", false)]
    [TestCase("127.0.0.1", true)]
    [TestCase("169.254.1.1", true)]
    [TestCase("169.255.1.1", false)]
    [TestCase("172.15.255.255", false)]
    [TestCase("172.16.0.1", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("172.32.0.0", false)]
    [TestCase("192.168.0.1", true)]
    [TestCase("192.169.0.1", false)]
    [TestCase("255.255.255.255", true)]
    [TestCase("8.8.8.8", false)]
    [TestCase("::", true)]
    [TestCase("::1", true)]
    [TestCase("::192.168.1.1", true)]
    [TestCase("::ffff:192.168.1.1", true)]
    [TestCase("::ffff:8.8.8.8", false)]
    [TestCase("fc00::1", true)]
    [TestCase("fdff::1", true)]
    [TestCase("fe00::1", false)]
    [TestCase("fe80::1", true)]
    [TestCase("febf::1", true)]
    [TestCase("fec0::1", true)]
    [TestCase("ff02::fb", false)]
    [TestCase("2001:4860:4860::8888", false)]
    [TestCase("64:ff9b::10.0.0.1", true)]
    [TestCase("64:ff9b::8.8.8.8", false)]
    [TestCase("64:ff9b:1::10.0.0.1", true)]
    [TestCase("64:ff9b:1::8.8.8.8", false)]
    [TestCase("64:ff9b:1:c0a8:1:100::", true)]
    [TestCase("64:ff9b:1:808:8:800::", false)]
    [TestCase("2002:c0a8:0101::1", true)]
    [TestCase("2002:808:808::1", false)]
    public void Contain_Address_IsPrivateOrNot(string address, bool isPrivate) =>
        Assert.That(PrivateAddresses.Contain(ClientAddress.From(IPAddress.Parse(address))), Is.EqualTo(isPrivate));
}
