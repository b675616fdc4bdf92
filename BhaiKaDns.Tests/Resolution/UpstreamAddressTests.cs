using NUnit.Framework;

namespace BhaiKaDns.Resolution;

internal sealed class UpstreamAddressTests
{
    [TestCase("9.9.9.9", "9.9.9.9:53", "Udp")]
    [TestCase("192.168.1.1:5353", "192.168.1.1:5353", "Udp")]
    [TestCase("udp://1.1.1.1:53#one.one.one.one", "1.1.1.1:53", "Udp")]
    [TestCase("tcp://1.1.1.1", "1.1.1.1:53", "Tcp")]
    [TestCase("2620:fe::fe", "[2620:fe::fe]:53", "Udp")]
    [TestCase("[2620:fe::fe]", "[2620:fe::fe]:53", "Udp")]
    [TestCase("TCP://[2620:fe::fe]:5300", "[2620:fe::fe]:5300", "Tcp")]
    [TestCase(" 8.8.8.8 ", "8.8.8.8:53", "Udp")]
    public void TryParse_Address_IsRead(string text, string endpoint, string protocol)
    {
        bool parsed = UpstreamAddress.TryParse(text, out UpstreamAddress? address, out _);

        Assert.That(parsed, Is.True);
        Assert.That((address!.Endpoint.ToString(), address.Protocol.ToString()), Is.EqualTo((endpoint, protocol)));
    }

    [TestCase("")]
    [TestCase("9")]
    [TestCase("1.1")]
    [TestCase("dns.example")]
    [TestCase("1.1.1.1:0")]
    [TestCase("1.1.1.1:65536")]
    [TestCase("1.1.1.1:")]
    [TestCase("[1.1.1.1]:53")]
    [TestCase("[2620:fe::fe")]
    [TestCase("0.0.0.0")]
    [TestCase("ftp://1.1.1.1")]
    public void TryParse_SomethingElse_IsRefusedWithReason(string text)
    {
        bool parsed = UpstreamAddress.TryParse(text, out _, out string problem);

        Assert.That(parsed, Is.False);
        Assert.That(problem, Is.Not.Empty);
    }

    [TestCase("tls://1.1.1.1")]
    [TestCase("https://1.1.1.1/dns-query")]
    [TestCase("quic://1.1.1.1")]
    public void TryParse_EncryptedTransport_SaysNotSupportedYet(string text)
    {
        _ = UpstreamAddress.TryParse(text, out _, out string problem);

        Assert.That(problem, Does.Contain("not supported yet"));
    }
}
