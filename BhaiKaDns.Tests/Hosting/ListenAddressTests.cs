using NUnit.Framework;

namespace BhaiKaDns.Hosting;

internal sealed class ListenAddressTests
{
    [TestCase("0.0.0.0:5353", "0.0.0.0:5353")]
    [TestCase("[::]:53", "[::]:53")]
    [TestCase("[fe80::1]:53", "[fe80::1]:53")]
    [TestCase("127.0.0.1:0", "127.0.0.1:0")]
    public void TryParse_AddressWithPort_IsRead(string text, string expected)
    {
        bool read = ListenAddress.TryParse(text, out System.Net.IPEndPoint endPoint);

        Assert.That((read, endPoint.ToString()), Is.EqualTo((true, expected)));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("::1:53")]
    [TestCase("[::1]")]
    [TestCase("[::1:53")]
    [TestCase("localhost:53")]
    [TestCase("127.0.0.1:65536")]
    [TestCase(":53")]
    [TestCase("")]
    public void TryParse_AnythingElse_IsRefused(string text)
    {
        bool read = ListenAddress.TryParse(text, out _);

        Assert.That(read, Is.False);
    }

    [TestCase("http://0.0.0.0:8080", "0.0.0.0:8080")]
    [TestCase("HTTP://localhost:81/", "127.0.0.1:81,[::1]:81")]
    [TestCase("http://*:80", "[::]:80")]
    public void ListenUrl_Http_NamesItsAddresses(string text, string expected)
    {
        bool read = ListenUrl.TryParse(text, out IReadOnlyList<System.Net.IPEndPoint> endPoints);

        Assert.That((read, string.Join(',', endPoints)), Is.EqualTo((true, expected)));
    }
}
