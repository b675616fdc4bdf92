using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>What answers lead to, seen by asking for them, by what the log says, and by what people are told who ask why.</summary>
internal sealed class AnswerJudgeTests
{
    private const string Held = "NOERROR www.example.org 10 A 0.0.0.0";
    private const string HeldBinding = "NOERROR / www.example.org 10 SOA localhost nobody.invalid 1 3600 1200 604800 10";

    private static readonly ClientQuery Query = new("www.example.org");

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(
        ("Filtering:Rules:0", "||tracker.example^"), ("Cache:Prefetch", "false"), ("Admission:Unlimited:0", "192.168.0.0/16"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase("NOERROR www.example.org 60 CNAME a.example.net; a.example.net 60 CNAME T.tracker.example; T.tracker.example 60 A 192.0.2.1", "t.tracker.example")]
    [TestCase("NOERROR www.example.org 60 CNAME a.example.net; a.example.net 60 A 10.1.2.3", "10.1.2.3")]
    [TestCase("NOERROR www.example.org 60 A 192.0.2.1; www.example.org 60 A 127.0.0.1", "127.0.0.1")]
    public void Judge_BlockedForWhatItLeadsTo_TheLogSaysForWhat(string reply, string expected)
    {
        AskedQuery first = _house.Learn(Query, reply);
        AskedQuery again = _house.Ask(Query);

        RecordingListener log = _house.TakeLog();
        Assert.That((first.Text, again.Text, again.Result), Is.EqualTo((Held, Held, HandlingResult.Answered)));
        Assert.That(log.Found, Is.EqualTo(new[] { expected, expected }));
    }

    // Priority 1, target, and one parameter each (RFC 9460, section 2.2).
    [TestCase("t.tracker.example", null, "t.tracker.example")]
    [TestCase(".", "192.168.1.1", "192.168.1.1")]
    [TestCase("cdn.example.net", "fd00::1", "fd00::1")]
    [TestCase("cdn.example.net", "192.0.2.1", null)]
    public void Judge_ServiceBinding_ItsTargetAndHintsCount(string target, string? hint, string? expected)
    {
        byte[] address = hint is null ? [] : IPAddress.Parse(hint).GetAddressBytes();
        byte[] alpn = [0, 1, 0, 3, 2, (byte)'h', (byte)'2'];
        byte[] hints = hint is null ? [] : [0, (byte)(address.Length == 4 ? 4 : 6), 0, (byte)address.Length, .. address];
        ClientQuery query = Query with { Type = RecordType.Https };

        AskedQuery asked = _house.LearnRecord(query, RecordType.Https, [0, 1, .. target == "." ? [0] : Wire.Name(target), .. alpn, .. hints]);

        Assert.That(_house.TakeLog().Found.Single(), Is.EqualTo(expected));
        Assert.That(asked.Text == HeldBinding, Is.EqualTo(expected is not null));
    }

    [Test]
    public void TryHandle_HeldAnswerInTheCache_AllocatesNothing()
    {
        _ = _house.Learn(Query, "NOERROR www.example.org 300 CNAME t.tracker.example; t.tracker.example 300 A 192.0.2.1");

        Assert.That(AllocationsOf(_house.Receive(Query with { HasEdns = true })), Is.Zero);
    }

    [Test]
    public async Task TryHandle_AnswerJudgedAgain_AllocatesNothing()
    {
        _ = _house.Learn(Query, "NOERROR www.example.org 300 CNAME t.tracker.example; t.tracker.example 300 A 192.0.2.1");
        await _house.Policies.SetRulesAsync([], CancellationToken.None);
        Policy.PolicySnapshot policy = _house.Policies.Current;
        QueryContext query = _house.Receive(Query);
        byte[] response = new byte[1280];

        long allocated = Allocations.Of(() =>
        {
            // As after a change each time.
            _house.Get<Caching.AnswerCache>().Restamp(Caching.CacheKey.Of(query), new Caching.CachedAnswer { Generation = policy.Generation - 1, Verdict = Verdict.Allowed });
            _ = _house.Pipeline.TryHandle(query, response, out _);
            _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task ExplainAsync_AnswerIsCached_TellsTheChain()
    {
        _ = _house.Learn(Query, "NOERROR www.example.org 300 CNAME a.example.net; a.example.net 300 CNAME t.tracker.example; t.tracker.example 300 A 192.0.2.1");

        Explanation explanation = await _house.Get<QuestionExplainer>().ExplainAsync(new ExplainRequest("www.example.org", RecordType.A, null), CancellationToken.None);

        Assert.That((explanation.Decision, explanation.Reason), Is.EqualTo((Decision.Blocked, Reason.Cname)));
        Assert.That(
            explanation.Evidence[0].Text,
            Is.EqualTo("www.example.org is an alias of a.example.net, which is an alias of t.tracker.example, which a rule of this home blocks."));
    }

    [Test]
    public async Task ExplainAsync_NothingCached_SpeaksOfTheNameAlone()
    {
        Explanation explanation = await _house.Get<QuestionExplainer>().ExplainAsync(new ExplainRequest("www.example.org", RecordType.A, null), CancellationToken.None);

        Assert.That((explanation.Decision, explanation.Evidence.Any(line => line.Kind == Reason.Cname.Id())), Is.EqualTo((Decision.Allowed, false)));
    }

    private long AllocationsOf(QueryContext query)
    {
        byte[] response = new byte[1280];
        return Allocations.Of(() =>
        {
            _ = _house.Pipeline.TryHandle(query, response, out _);
            _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);
        });
    }
}
