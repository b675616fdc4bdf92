using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class LocalAnswersTests
{
    private const string Soa = " / ads.org 10 SOA localhost nobody.invalid 1 3600 1200 604800 10";

    [TestCase(BlockingMode.NullAddress, RecordType.A, "NOERROR ads.org 10 A 0.0.0.0")]
    [TestCase(BlockingMode.NullAddress, RecordType.Aaaa, "NOERROR ads.org 10 AAAA ::")]
    [TestCase(BlockingMode.NullAddress, RecordType.Https, "NOERROR" + Soa)]
    [TestCase(BlockingMode.NullAddress, RecordType.Mx, "NOERROR" + Soa)]
    [TestCase(BlockingMode.NxDomain, RecordType.A, "NXDOMAIN" + Soa)]
    [TestCase(BlockingMode.NxDomain, RecordType.Aaaa, "NXDOMAIN" + Soa)]
    [TestCase(BlockingMode.NxDomain, RecordType.Https, "NXDOMAIN" + Soa)]
    [TestCase(BlockingMode.NxDomain, RecordType.Mx, "NXDOMAIN" + Soa)]
    [TestCase(BlockingMode.NoData, RecordType.A, "NOERROR" + Soa)]
    [TestCase(BlockingMode.NoData, RecordType.Aaaa, "NOERROR" + Soa)]
    [TestCase(BlockingMode.NoData, RecordType.Https, "NOERROR" + Soa)]
    [TestCase(BlockingMode.NoData, RecordType.Mx, "NOERROR" + Soa)]
    [TestCase(BlockingMode.Refused, RecordType.A, "REFUSED")]
    [TestCase(BlockingMode.Refused, RecordType.Aaaa, "REFUSED")]
    [TestCase(BlockingMode.Refused, RecordType.Https, "REFUSED")]
    [TestCase(BlockingMode.Refused, RecordType.Mx, "REFUSED")]
    [TestCase(BlockingMode.Custom, RecordType.A, "NOERROR ads.org 10 A 192.0.2.9; ads.org 10 A 192.0.2.10")]
    [TestCase(BlockingMode.Custom, RecordType.Aaaa, "NOERROR ads.org 10 AAAA 2001:db8::9")]
    [TestCase(BlockingMode.Custom, RecordType.Https, "NOERROR" + Soa)]
    [TestCase(BlockingMode.Custom, RecordType.Mx, "NOERROR" + Soa)]
    public void Blocked_ModeAndType_GiveTheAnswer(BlockingMode mode, RecordType type, string expected)
    {
        LocalAnswers answers = new(Options.Create(new DnsOptions { BlockingMode = mode, CustomAddresses = ["192.0.2.9", "2001:db8::9", "192.0.2.10"] }));
        QueryContext query = new ClientQuery("ads.org", type).ToContext();

        Assert.That(Compose(answers, query), Is.EqualTo(expected));
    }

    [Test]
    public void Blocked_CustomWithoutAddressOfTheFamily_IsEmpty()
    {
        LocalAnswers answers = new(Options.Create(new DnsOptions { BlockingMode = BlockingMode.Custom, CustomAddresses = ["192.0.2.9"] }));
        QueryContext query = new ClientQuery("ads.org", RecordType.Aaaa).ToContext();

        Assert.That(Compose(answers, query), Is.EqualTo("NOERROR" + Soa));
    }

    [Test]
    public void Blocked_BlockedTtlSet_IsTheTtlOfTheAnswer()
    {
        LocalAnswers answers = new(Options.Create(new DnsOptions { BlockedTtl = TimeSpan.FromMinutes(2) }));
        QueryContext query = new ClientQuery("ads.org").ToContext();

        Assert.That(Compose(answers, query), Is.EqualTo("NOERROR ads.org 120 A 0.0.0.0"));
    }

    private static string Compose(LocalAnswers answers, QueryContext query)
    {
        byte[] response = new byte[512];
        int bodyLength = answers.Blocked(query, ResponseComposer.BodyOf(query, response), out CachedAnswer answer);
        return ResponseText.Of(response.AsSpan(0, ResponseComposer.Complete(query, response, answer, bodyLength, Reason.BlockList)));
    }
}
