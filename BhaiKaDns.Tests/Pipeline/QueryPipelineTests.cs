using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class QueryPipelineTests
{
    private static readonly ClientQuery Query = new("www.example.org") { HasEdns = true };

    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(("Filtering:Rules:0", "||blocked.org^"), ("Filtering:Rules:1", "@@||allowed.org^"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [Test]
    public void TryHandle_Stranger_IsRefusedWithItsQuestion()
    {
        AskedQuery asked = _house.Ask(Query, PipelineHarness.Stranger);

        Assert.That((asked.Text, MessageHeader.QuestionCount(asked.Response!)), Is.EqualTo(("REFUSED EDE 18 not-allowed: this network may not ask", 1)));
    }

    [TestCase(Opcode.Notify, RecordType.A, RecordClass.Internet, 0, "NOTIMP")]
    [TestCase(Opcode.Query, RecordType.Axfr, RecordClass.Internet, 0, "REFUSED EDE 18 zone-transfer: zones are not transferred")]
    [TestCase(Opcode.Query, RecordType.A, RecordClass.Internet, 1, "BADVERS")]
    [TestCase(Opcode.Query, RecordType.Tkey, RecordClass.Internet, 0, "NOTIMP EDE 21 not-implemented: an operation this server does not do")]
    [TestCase(Opcode.Query, RecordType.A, RecordClass.Hesiod, 0, "REFUSED EDE 18 chaos-class: nothing is told in this class")]
    public void TryHandle_WhatIsNotDone_GetsItsError(Opcode opcode, RecordType type, RecordClass asked, int version, string expected)
    {
        AskedQuery answer = _house.Ask(Query with { Opcode = opcode, Type = type, Class = asked, EdnsVersion = (byte)version });

        Assert.That((answer.Text, _house.Upstream.Started.Count), Is.EqualTo((expected, 0)));
    }

    [Test]
    public void TryHandle_LaterEdnsVersionInClassChaos_WasRefusedInsteadOfBadVers()
    {
        AskedQuery answer = _house.Ask(Query with { Class = RecordClass.Chaos, EdnsVersion = 1 });

        Assert.That(answer.Text, Does.StartWith("BADVERS"));
    }

    [Test]
    public void TryHandle_MalformedQuery_IsFormErr()
    {
        QueryContext query = _house.Receive(Query);
        byte[] cut = query.Message[..20].ToArray();
        query.Receive(cut, 0, cut.Length);

        AskedQuery asked = _house.Handle(query);

        Assert.That(asked.Text, Is.EqualTo("FORMERR"));
    }

    [TestCase(0)]
    [TestCase(11)]
    public void TryHandle_HalfAHeader_IsSilence(int length)
    {
        QueryContext query = _house.Receive(Query);
        byte[] cut = query.Message[..length].ToArray();
        query.Receive(cut, 0, cut.Length);

        Assert.That(_house.Handle(query).Result, Is.EqualTo(HandlingResult.Silent));
    }

    [Test]
    public void TryHandle_Response_IsSilence()
    {
        AskedQuery asked = _house.Ask(Query with { Flags = HeaderFlags.Response });

        Assert.That(asked.Result, Is.EqualTo(HandlingResult.Silent));
    }

    [Test]
    public void TryHandle_BlockedName_SaysWhy()
    {
        AskedQuery asked = _house.Ask(Query with { Name = "ads.blocked.org" });

        Assert.That(asked.Text, Is.EqualTo("NOERROR ads.blocked.org 10 A 0.0.0.0 EDE 17 user-rule: a rule of this home names it"));
    }

    [Test]
    public void TryHandle_NameAllowedByARule_IsNotExplainedAsFiltered()
    {
        ClientQuery query = Query with { Name = "www.allowed.org" };
        AskedQuery first = _house.Learn(query, "NOERROR www.allowed.org 60 A 192.0.2.1");

        AskedQuery cached = _house.Ask(query);

        Assert.That((first.Text, cached.Text), Is.EqualTo(("NOERROR www.allowed.org 60 A 192.0.2.1", "NOERROR www.allowed.org 60 A 192.0.2.1")));
    }

    [Test]
    public void TryHandle_SizesOfTwoClients_SameEntryServesBoth()
    {
        string many = "NOERROR " + string.Join("; ", Enumerable.Range(1, 40).Select(index => $"www.example.org 60 A 192.0.2.{index}"));
        _ = _house.Learn(Query, many);

        AskedQuery small = _house.Ask(Query with { HasEdns = false });
        AskedQuery overTcp = _house.Ask(Query with { HasEdns = false }, protocol: TransportProtocol.Tcp);

        Assert.That((small.Text, small.Response!.Length <= 512, overTcp.Text), Is.EqualTo(("NOERROR TC", true, many)));
    }

    [Test]
    public void TryHandle_DnssecOkAndNot_AreDifferentEntries()
    {
        _ = _house.Learn(Query, "NOERROR www.example.org 60 A 192.0.2.1");

        AskedQuery asked = _house.Ask(Query with { DnssecOk = true });

        Assert.That(asked.Result, Is.EqualTo(HandlingResult.Deferred));
    }

    [Test]
    public async Task TryHandle_RuleTakenBack_VerdictOfTheStoredAnswerIsTheNewOne()
    {
        ClientQuery query = Query with { Name = "www.allowed.org" };
        _ = _house.Learn(query, "NOERROR www.allowed.org 60 A 192.0.2.1");
        _ = _house.TakeEvents();
        await _house.Policies.SetRulesAsync([], CancellationToken.None);

        _ = _house.Ask(query);
        _ = _house.Ask(query);

        Assert.That(_house.TakeEvents().Select(logged => logged.Reason), Is.EqualTo(new[] { Reason.None, Reason.None }));
    }

    [Test]
    public async Task TryHandle_PolicyChanged_MissingNameIsNotAskedAgain()
    {
        _ = _house.Learn(Query, "NXDOMAIN / example.org 300 SOA ns.example.org admin.example.org 1 2 3 4 300");
        await _house.Policies.SetRulesAsync([], CancellationToken.None);

        AskedQuery asked = _house.Ask(Query);

        Assert.That((asked.Text.Split(' ')[0], _house.Upstream.Started.Count), Is.EqualTo(("NXDOMAIN", 1)));
    }

    [Test]
    public void TryHandle_StaleMissingNameAfterFailure_GoesOutAtOnce()
    {
        _ = _house.Learn(Query, "NXDOMAIN / example.org 60 SOA ns.example.org admin.example.org 1 2 3 4 60");
        _house.Pass(TimeSpan.FromMinutes(5));
        AskedQuery first = _house.Learn(Query, "SERVFAIL");

        AskedQuery second = _house.Ask(Query);

        const string Stale = "NXDOMAIN / example.org 30 SOA ns.example.org admin.example.org 1 2 3 4 60 EDE 3 stale-answer: no upstream answered; an older answer was given";
        Assert.That((first.Text, second.Text, second.Result), Is.EqualTo((Stale, Stale, HandlingResult.Answered)));
    }

    [Test]
    public void TryHandle_AllPlacesTaken_IsAFailureThatSaysSo()
    {
        for (int index = 0; index < PendingQueries.Capacity; index++)
        {
            _ = _house.Get<PendingQueries>().TryCopy(_house.Receive(Query), out _);
        }

        AskedQuery asked = _house.Ask(Query);

        Assert.That(asked.Text, Is.EqualTo("SERVFAIL EDE 14 overloaded: too many questions at once"));
    }

    [Test]
    public void TryHandle_EveryOutcome_IsOneEvent()
    {
        _ = _house.Learn(Query, "NOERROR www.example.org 60 A 192.0.2.1");
        _ = _house.Ask(Query);
        _ = _house.Ask("ads.blocked.org");
        _ = _house.Ask("localhost");
        _ = _house.Ask(Query with { Type = RecordType.Axfr });

        AnswerSource[] sources = [.. _house.TakeEvents().Select(logged => logged.Source)];

        Assert.That(sources, Is.EquivalentTo(new[] { AnswerSource.Upstream, AnswerSource.Cache, AnswerSource.Blocked, AnswerSource.Local, AnswerSource.Local }));
    }

    [Test]
    public void EndBatch_MissesOfTheBatch_AreAskedOnlyThen()
    {
        QueryContext query = _house.Receive(Query);
        query.Sink = new RecordingSink();
        _ = _house.Pipeline.TryHandle(query, new byte[1280], out _);
        int before = _house.Upstream.Started.Count;

        _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);

        Assert.That((before, _house.Upstream.Started.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void TryHandle_ResponseRateExceeded_HalfIsTruncatedAndHalfSilent()
    {
        using PipelineHarness open = new(("Dns:AllowedNetworks:0", "any"), ("Admission:ResponsesPerSecond", "5"));
        _ = open.Learn(Query, "NOERROR www.example.org 60 A 192.0.2.1");

        string[] texts = [.. Enumerable.Range(0, 9).Select(_ => open.Ask(Query, PipelineHarness.Stranger).Text.Split(" www")[0])];

        Assert.That(texts, Is.EqualTo(new[] { "NOERROR", "NOERROR", "NOERROR", "NOERROR", "NOERROR", "NOERROR TC", "nothing", "NOERROR TC", "nothing" }));
    }
}
