using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>What rules for name servers do to answers, seen by asking, by what the log says, and by what people are told who ask why.</summary>
internal sealed class NameServerJudgeTests
{
    private const string Open = "NOERROR www.example.org 300 A 192.0.2.1";
    private const string Held = "NXDOMAIN / www.example.org 10 SOA localhost nobody.invalid 1 3600 1200 604800 10";
    private const string Evil = $"{Open} / example.org 300 NS ns.evil.example";

    private static readonly ClientQuery Query = new("www.example.org");
    private static readonly string[] Rules = ["*.evil.example.rpz-nsdname CNAME .", "32.53.2.0.192.rpz-nsip CNAME .", "128.53.zz.db8.2001.rpz-nsip CNAME ."];

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(
        ("Filtering:Rules:0", Rules[0]), ("Filtering:Rules:1", Rules[1]), ("Filtering:Rules:2", Rules[2]), ("Cache:Prefetch", "false"),
        ("Admission:Unlimited:0", "192.168.0.0/16"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase(Evil, "ns.evil.example")]
    [TestCase($"{Open} / example.org 300 NS ns.example.org; example.org 300 NS B.Evil.Example", "b.evil.example")]
    [TestCase($"{Open} / example.org 300 NS ns.example.org / ns.example.org 300 A 192.0.2.53", "ns.example.org")]
    [TestCase($"{Open} / example.org 300 NS ns.example.org / ns.example.org 300 AAAA 2001:db8::53", "ns.example.org")]
    public void Judge_NameServerOfARule_TheAnswerIsHeldNowAndAgain(string reply, string expected)
    {
        AskedQuery first = _house.Learn(Query, reply);
        AskedQuery again = _house.Ask(Query);

        Assert.That((first.Text, again.Text, again.Result), Is.EqualTo((Held, Held, HandlingResult.Answered)));
        Assert.That(_house.TakeLog().Found, Is.EqualTo(new[] { expected, expected }));
    }

    [TestCase(Open)]
    [TestCase($"{Open} / example.org 300 NS ns.example.org / ns.example.org 300 A 192.0.2.54")]
    [TestCase($"{Open} / example.org 300 NS evil.example")]
    [TestCase($"{Open} / example.org 300 NS ns.example.org / ns.evil.example 300 A 192.0.2.53")]
    public void Judge_NoRuleSpeaksOfTheNameServers_TheAnswerIsGiven(string reply)
    {
        AskedQuery asked = _house.Learn(Query, reply);

        Assert.That((asked.Text, _house.Ask(Query).Text), Is.EqualTo((Open, Open)));
    }

    [Test]
    public void Judge_QuestionForNameServers_TheAnswerItselfIsJudged()
    {
        AskedQuery asked = _house.Learn(new ClientQuery("example.org", RecordType.Ns), "NOERROR example.org 300 NS ns.evil.example");

        Assert.That(asked.Text, Does.StartWith("NXDOMAIN"));
    }

    [Test]
    public async Task Judge_QuestionIsAllowedByRule_TheAnswerIsGivenUntilTheRuleEnds()
    {
        await _house.Policies.SetRulesAsync([.. Rules, "@@||www.example.org^"], CancellationToken.None);
        AskedQuery allowed = _house.Learn(Query, Evil);

        await _house.Policies.SetRulesAsync(Rules, CancellationToken.None);
        AskedQuery after = _house.Learn(Query, Evil);

        Assert.That((allowed.Text, after.Result, after.Text), Is.EqualTo((Open, HandlingResult.Deferred, Held)));
    }

    [Test]
    public async Task TryHandle_PolicyChangedAfterAHeldAnswer_IsAskedAgain()
    {
        _ = _house.Learn(Query, Evil);

        await _house.Policies.SetRulesAsync([.. Rules, "||other.example^"], CancellationToken.None);
        AskedQuery still = _house.Learn(Query, Evil);
        await _house.Policies.SetRulesAsync([], CancellationToken.None);
        AskedQuery open = _house.Learn(Query, Evil);

        Assert.That((still.Result, still.Text), Is.EqualTo((HandlingResult.Deferred, Held)));
        Assert.That((open.Result, open.Text), Is.EqualTo((HandlingResult.Deferred, Open)));
    }

    [Test]
    public async Task TryHandle_RuleForNameServersIsNew_WhatWasStoredBeforeIsAskedAgain()
    {
        await _house.Policies.SetRulesAsync([], CancellationToken.None);
        AskedQuery before = _house.Learn(Query, Evil);

        await _house.Policies.SetRulesAsync(Rules, CancellationToken.None);
        AskedQuery after = _house.Learn(Query, Evil);

        Assert.That((before.Text, after.Result, after.Text), Is.EqualTo((Open, HandlingResult.Deferred, Held)));
    }

    [Test]
    public async Task TryHandle_UpstreamFailsAfterTheRuleIsNew_NoStaleAnswerIsLetThrough()
    {
        await _house.Policies.SetRulesAsync([], CancellationToken.None);
        _ = _house.Learn(Query, Evil);

        await _house.Policies.SetRulesAsync(Rules, CancellationToken.None);
        AskedQuery after = _house.Learn(Query, "SERVFAIL");

        Assert.That(after.Text, Is.EqualTo("SERVFAIL"));
    }

    [Test]
    public async Task TryHandle_ForConnectionsOnly_TheAnswerComesOverThem()
    {
        await _house.Policies.SetRulesAsync(["ns.evil.example.rpz-nsdname CNAME rpz-tcp-only."], CancellationToken.None);
        AskedQuery first = _house.Learn(Query, Evil);

        AskedQuery overTcp = _house.Ask(Query, protocol: TransportProtocol.Tcp);

        Assert.That((first.Text, _house.Ask(Query).Text, overTcp.Text), Is.EqualTo(("NOERROR TC", "NOERROR TC", Open)));
    }

    [Test]
    public async Task TryHandle_ForConnectionsOnlyAndUpstreamFails_NoStaleAnswerIsLetThrough()
    {
        await _house.Policies.SetRulesAsync(["ns.evil.example.rpz-nsdname CNAME rpz-tcp-only."], CancellationToken.None);
        _ = _house.Learn(Query, Evil);

        _house.Pass(TimeSpan.FromMinutes(6));
        AskedQuery after = _house.Learn(Query, "SERVFAIL");

        Assert.That(after.Text, Is.EqualTo("SERVFAIL"));
    }

    [Test]
    public void TryHandle_HeldForItsNameServer_AllocatesNothing()
    {
        _ = _house.Learn(Query, Evil);
        QueryContext query = _house.Receive(Query);
        byte[] response = new byte[1280];

        long allocated = Allocations.Of(() =>
        {
            _ = _house.Pipeline.TryHandle(query, response, out _);
            _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Judge_AnyResponse_AllocatesNothing()
    {
        Policy.PolicyClass policy = _house.Policies.Current.ClassAt(0);
        byte[] response = UpstreamMessage.Write(Query.ToMessage(), $"{Open} / example.org 300 NS ns.example.org / ns.example.org 300 A 192.0.2.53");
        byte[] found = new byte[DomainName.MaxLength];

        long allocated = Allocations.Of(() => _ = NameServerJudge.Judge(policy, Verdict.Allowed, response, found, out _));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task ExplainAsync_HeldForItsNameServer_TellsWhich()
    {
        _ = _house.Learn(Query, Evil);

        Explanation explanation = await _house.Get<QuestionExplainer>().ExplainAsync(new ExplainRequest("www.example.org", RecordType.A, null), CancellationToken.None);

        Assert.That((explanation.Decision, explanation.Reason), Is.EqualTo((Decision.Blocked, Reason.UserRule)));
        Assert.That(
            explanation.Evidence[0].Text,
            Is.EqualTo("www.example.org is told by the name server ns.evil.example, which a rule of this home blocks by name or address."));
    }
}
