using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>The gates of the fast path: what is answered in place takes nothing from the managed heap.</summary>
internal sealed class QueryPipelineAllocationTests
{
    private readonly byte[] _response = new byte[1280];
    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(
        ("Filtering:Rules:0", "||blocked.org^"), ("Cache:Prefetch", "false"), ("Admission:Unlimited:0", "192.168.0.0/16"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase("www.example.org", RecordType.A, "NOERROR www.example.org 60 A 192.0.2.1")]
    [TestCase("gone.example.org", RecordType.A, "NXDOMAIN / example.org 300 SOA ns.example.org admin.example.org 1 2 3 4 300")]
    public void TryHandle_CachedQuery_AllocatesNothing(string name, RecordType type, string reply)
    {
        ClientQuery query = new(name, type) { HasEdns = true };
        _ = _house.Learn(query, reply);

        Assert.That(AllocationsOf(_house.Receive(query)), Is.Zero);
    }

    [Test]
    public void TryHandle_NameBelowAMissingOne_AllocatesNothing()
    {
        _ = _house.Learn(new ClientQuery("gone.example.org"), "NXDOMAIN / example.org 300 SOA ns.example.org admin.example.org 1 2 3 4 300");

        Assert.That(AllocationsOf(_house.Receive(new ClientQuery("www.gone.example.org"))), Is.Zero);
    }

    [TestCase("ads.blocked.org", RecordType.A, RecordClass.Internet)]
    [TestCase("ads.blocked.org", RecordType.Https, RecordClass.Internet)]
    [TestCase("localhost", RecordType.A, RecordClass.Internet)]
    [TestCase("example.org", RecordType.Axfr, RecordClass.Internet)]
    [TestCase("version.bind", RecordType.Txt, RecordClass.Chaos)]
    public void TryHandle_BlockedSpecialOrRefusedQuery_AllocatesNothing(string name, RecordType type, RecordClass asked) =>
        Assert.That(AllocationsOf(_house.Receive(new ClientQuery(name, type) { Class = asked, HasEdns = true })), Is.Zero);

    [Test]
    public void TryHandle_RefusedStranger_AllocatesNothing()
    {
        QueryContext query = _house.Receive(new ClientQuery("example.org"), PipelineHarness.Stranger);

        // A second later each time, so that it is refused and not met with silence.
        Assert.That(AllocationsOf(query, millisecondsApart: 1000), Is.Zero);
    }

    [Test]
    public void TryHandle_ClientOverItsRate_AllocatesNothing()
    {
        QueryContext query = _house.Receive(new ClientQuery("localhost"));
        query.Client = ClientAddress.From(IPAddress.Parse("10.0.0.1"));

        Assert.That(Allocations.Of(() => _ = _house.Pipeline.TryHandle(query, _response, out _)), Is.Zero);
    }

    private long AllocationsOf(QueryContext query, int millisecondsApart = 0)
    {
        HandlingResult result = HandlingResult.Silent;
        long allocated = Allocations.Of(() =>
        {
            query.ReceivedAtMs += millisecondsApart;
            result = _house.Pipeline.TryHandle(query, _response, out _);
            _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);
        });
        Assert.That(result, Is.EqualTo(HandlingResult.Answered));
        return allocated;
    }
}
