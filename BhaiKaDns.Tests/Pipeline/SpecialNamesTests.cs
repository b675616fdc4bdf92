using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class SpecialNamesTests
{
    // RFC 6761
    [TestCase("localhost", RecordType.A, SpecialNameKind.LoopbackIPv4, "localhost")]
    [TestCase("printer.localhost", RecordType.Aaaa, SpecialNameKind.LoopbackIPv6, "localhost")]
    [TestCase("localhost", RecordType.Mx, SpecialNameKind.NoData, "localhost")]
    [TestCase("invalid", RecordType.A, SpecialNameKind.NameError, "invalid")]
    [TestCase("a.b.invalid", RecordType.A, SpecialNameKind.NameError, "invalid")]
    [TestCase("a.test", RecordType.A, SpecialNameKind.NameError, "test")]
    // RFC 6762, RFC 7686, RFC 9476
    [TestCase("printer.local", RecordType.A, SpecialNameKind.NameError, "local")]
    [TestCase("abc.onion", RecordType.A, SpecialNameKind.NameError, "onion")]
    [TestCase("a.alt", RecordType.A, SpecialNameKind.NameError, "alt")]
    // RFC 8375
    [TestCase("home.arpa", RecordType.Soa, SpecialNameKind.NoData, "home.arpa")]
    [TestCase("nas.home.arpa", RecordType.A, SpecialNameKind.NameError, "home.arpa")]
    // RFC 9462
    [TestCase("resolver.arpa", RecordType.A, SpecialNameKind.NoData, "resolver.arpa")]
    [TestCase("_dns.resolver.arpa", RecordType.Svcb, SpecialNameKind.NoData, "resolver.arpa")]
    [TestCase("other.resolver.arpa", RecordType.Svcb, SpecialNameKind.NameError, "resolver.arpa")]
    // RFC 6303, section 4.1 and 4.2; RFC 7793
    [TestCase("10.in-addr.arpa", RecordType.Ns, SpecialNameKind.NoData, "10.in-addr.arpa")]
    [TestCase("4.3.2.10.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "10.in-addr.arpa")]
    [TestCase("lb._dns-sd._udp.0.1.168.192.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "168.192.in-addr.arpa")]
    [TestCase("16.172.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "16.172.in-addr.arpa")]
    [TestCase("1.1.31.172.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "31.172.in-addr.arpa")]
    [TestCase("1.1.254.169.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "254.169.in-addr.arpa")]
    [TestCase("1.0.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "0.in-addr.arpa")]
    [TestCase("255.255.255.255.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "255.255.255.255.in-addr.arpa")]
    [TestCase("1.2.0.192.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "2.0.192.in-addr.arpa")]
    [TestCase("100.51.198.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "100.51.198.in-addr.arpa")]
    [TestCase("9.113.0.203.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "113.0.203.in-addr.arpa")]
    [TestCase("1.2.64.100.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "64.100.in-addr.arpa")]
    [TestCase("127.100.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "127.100.in-addr.arpa")]
    [TestCase("1.0.0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.LoopbackPointer, "127.in-addr.arpa")]
    [TestCase("1.0.0.127.in-addr.arpa", RecordType.A, SpecialNameKind.NoData, "127.in-addr.arpa")]
    [TestCase("0.0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "127.in-addr.arpa")]
    [TestCase("0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "127.in-addr.arpa")]
    [TestCase("127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NoData, "127.in-addr.arpa")]
    [TestCase("2.0.0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "127.in-addr.arpa")]
    [TestCase("1.1.0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "127.in-addr.arpa")]
    [TestCase("x.1.0.0.127.in-addr.arpa", RecordType.Ptr, SpecialNameKind.NameError, "127.in-addr.arpa")]
    // RFC 6303, sections 4.3 to 4.6
    [TestCase("1.d.f.ip6.arpa", RecordType.Ptr, SpecialNameKind.NameError, "d.f.ip6.arpa")]
    [TestCase("c.f.ip6.arpa", RecordType.Ptr, SpecialNameKind.NoData, "c.f.ip6.arpa")]
    [TestCase("1.b.e.f.ip6.arpa", RecordType.Ptr, SpecialNameKind.NameError, "b.e.f.ip6.arpa")]
    [TestCase("8.b.d.0.1.0.0.2.ip6.arpa", RecordType.Ptr, SpecialNameKind.NoData, "8.b.d.0.1.0.0.2.ip6.arpa")]
    [TestCase("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa", RecordType.Ptr, SpecialNameKind.NoData,
        "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa")]
    [TestCase("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa", RecordType.Ptr, SpecialNameKind.LoopbackPointer,
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa")]
    public void Classify_SpecialName_GivesAnswerAndZone(string name, RecordType type, SpecialNameKind kind, string zone)
    {
        byte[] wire = Wire.Name(name);

        SpecialName special = SpecialNames.Classify(wire, type);

        Assert.That((special.Kind, DomainNameText.ToText(wire.AsSpan(wire.Length - special.ZoneLength))), Is.EqualTo((kind, zone)));
    }

    [TestCase(".")]
    [TestCase("com")]
    [TestCase("example.com")]
    [TestCase("ghost")]
    [TestCase("mylocalhost")]
    [TestCase("localhost.com")]
    [TestCase("contest")]
    [TestCase("salt")]
    [TestCase("a.internal")]
    [TestCase("arpa")]
    [TestCase("in-addr.arpa")]
    [TestCase("9.9.9.9.in-addr.arpa")]
    [TestCase("172.in-addr.arpa")]
    [TestCase("15.172.in-addr.arpa")]
    [TestCase("32.172.in-addr.arpa")]
    [TestCase("63.100.in-addr.arpa")]
    [TestCase("010.in-addr.arpa")]
    [TestCase("10x.in-addr.arpa")]
    [TestCase("266.in-addr.arpa")]
    [TestCase("254.255.255.255.in-addr.arpa")]
    [TestCase("4.3.2.1.ip6.arpa")]
    [TestCase("c.e.f.ip6.arpa")]
    [TestCase("0.0.0.0.ip6.arpa")]
    public void Classify_OrdinaryName_IsNotSpecial(string name)
    {
        SpecialName special = SpecialNames.Classify(Wire.Name(name), RecordType.A);

        Assert.That(special, Is.EqualTo(default(SpecialName)));
    }

    [Test]
    public void Classify_DsOfHomeArpa_IsLeftToArpa()
    {
        SpecialName special = SpecialNames.Classify(Wire.Name("home.arpa"), RecordType.Ds);

        Assert.That(special.IsSpecial, Is.False);
    }

    [TestCase("printer.local", true)]
    [TestCase("nas.home.arpa", true)]
    [TestCase("1.168.192.in-addr.arpa", true)]
    [TestCase("a.localhost", false)]
    [TestCase("a.onion", false)]
    [TestCase("_dns.resolver.arpa", false)]
    public void Classify_ZoneAHomeMayHave_Yields(string name, bool expected)
    {
        SpecialName special = SpecialNames.Classify(Wire.Name(name), RecordType.A);

        Assert.That(special.MayYield, Is.EqualTo(expected));
    }

    [Test]
    public void Classify_AnyNameBelowASuffix_NeverThrows() =>
        Gen.Select(WireGen.Name, Gen.OneOf(Gen.Const(""), Gen.Const("localhost"), Gen.Const("arpa"), Gen.Const("in-addr.arpa"), Gen.Const("10.in-addr.arpa"), Gen.Const("ip6.arpa"), Gen.Const("f.ip6.arpa"))).Sample((front, suffix) =>
        {
            byte[] name = [.. front[..^1], .. Wire.Name(suffix.Length == 0 ? "." : suffix)];

            return name.Length > DomainName.MaxLength || SpecialNames.Classify(name, RecordType.Ptr).ZoneLength <= name.Length;
        });

    [TestCase("www.example.com")]
    [TestCase("4.3.2.10.in-addr.arpa")]
    public void Classify_AnyName_AllocatesNothing(string text)
    {
        byte[] name = Wire.Name(text);

        long allocated = Allocations.Of(() => _ = SpecialNames.Classify(name, RecordType.A));

        Assert.That(allocated, Is.Zero);
    }
}
