using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.People;
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
        PolicyClass policy = ClassOf(new DnsOptions { BlockingMode = mode, CustomAddresses = ["192.0.2.9", "2001:db8::9", "192.0.2.10"] });
        QueryContext query = new ClientQuery("ads.org", type).ToContext();

        Assert.That(Compose(policy, query), Is.EqualTo(expected));
    }

    [Test]
    public void Blocked_CustomWithoutAddressOfTheFamily_IsEmpty()
    {
        PolicyClass policy = ClassOf(new DnsOptions { BlockingMode = BlockingMode.Custom, CustomAddresses = ["192.0.2.9"] });
        QueryContext query = new ClientQuery("ads.org", RecordType.Aaaa).ToContext();

        Assert.That(Compose(policy, query), Is.EqualTo("NOERROR" + Soa));
    }

    [Test]
    public void Blocked_BlockedTtlSet_IsTheTtlOfTheAnswer()
    {
        PolicyClass policy = ClassOf(new DnsOptions { BlockedTtl = TimeSpan.FromMinutes(2) });
        QueryContext query = new ClientQuery("ads.org").ToContext();

        Assert.That(Compose(policy, query), Is.EqualTo("NOERROR ads.org 120 A 0.0.0.0"));
    }

    [TestCase(Reason.BlockList, "REFUSED EDE 15 block-list: a block list names it")]
    [TestCase(Reason.ThreatFeed, "NXDOMAIN / ads.org 60 SOA localhost nobody.invalid 1 3600 1200 604800 60 EDE 15 threat-feed: a threat feed names it")]
    [TestCase(Reason.UserRule, "NOERROR ads.org 60 A 192.0.2.8 EDE 17 user-rule: a rule of this home names it")]
    public void Blocked_GroupWithModesOfItsOwn_EachReasonHasItsAnswer(Reason reason, string expected)
    {
        GroupOptions group = new()
        {
            BlockingMode = BlockingMode.Refused,
            BlockedTtl = TimeSpan.FromMinutes(1),
            ReasonModes =
            [
                new ReasonModeOptions { Reason = "threat-feed", Mode = BlockingMode.NxDomain },
                new ReasonModeOptions { Reason = "user-rule", Mode = BlockingMode.Custom, CustomAddresses = ["192.0.2.8"] },
            ],
        };

        string answer = Compose(ClassOf(new DnsOptions(), group), new ClientQuery("ads.org") { HasEdns = true }.ToContext(), new Verdict(Decision.Blocked, reason));

        Assert.That(answer, Is.EqualTo(expected));
    }

    [TestCase(AnswerForm.NameError, "NXDOMAIN" + Soa)]
    [TestCase(AnswerForm.NoData, "NOERROR" + Soa)]
    [TestCase(AnswerForm.Refused, "REFUSED")]
    public void Blocked_FormOfARule_ComesBeforeTheMode(AnswerForm form, string expected)
    {
        Verdict verdict = new(Decision.Blocked, Reason.BlockList, 1, form);

        Assert.That(Compose(ClassOf(new DnsOptions()), new ClientQuery("ads.org").ToContext(), verdict), Is.EqualTo(expected));
    }

    [Test]
    public void Blocked_TtlOfZero_IsGiven()
    {
        PolicyClass policy = ClassOf(new DnsOptions { BlockedTtl = TimeSpan.Zero });

        Assert.That(Compose(policy, new ClientQuery("ads.org").ToContext()), Is.EqualTo("NOERROR ads.org 0 A 0.0.0.0"));
    }

    [TestCase(RecordType.A)]
    [TestCase(RecordType.Https)]
    public void Blocked_AnyType_AllocatesNothing(RecordType type)
    {
        PolicyClass policy = ClassOf(new DnsOptions());
        byte[] body = new byte[512];

        long allocated = Allocations.Of(() => _ = LocalAnswers.Blocked(policy, new Verdict(Decision.Blocked, Reason.BlockList), type, body, out _));

        Assert.That(allocated, Is.Zero);
    }

    private static PolicyClass ClassOf(DnsOptions home, GroupOptions? group = null) =>
        new() { Answers = new AnswerSettings(Options.Create(home), Options.Create(new PolicyOptions())).For(group ?? new GroupOptions()) };

    private static string Compose(PolicyClass policy, QueryContext query, Verdict? verdict = null)
    {
        Verdict decided = verdict ?? new Verdict(Decision.Blocked, Reason.BlockList);
        byte[] response = new byte[512];
        int bodyLength = LocalAnswers.Blocked(policy, decided, query.Query.Type, ResponseComposer.BodyOf(query, response), out CachedAnswer answer);
        return ResponseText.Of(response.AsSpan(0, ResponseComposer.Complete(query, response, answer, bodyLength, decided.Reason)));
    }
}
