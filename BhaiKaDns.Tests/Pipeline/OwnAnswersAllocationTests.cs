using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

/// <summary>What rules answer with, once it was made, takes nothing from the managed heap.</summary>
internal sealed class OwnAnswersAllocationTests
{
    private PipelineHarness _house = null!;

    [SetUp]
    public void SetUp() => _house = new PipelineHarness(
        ("Filtering:Rules:0", "||addr.example^$dnsrewrite=192.0.2.80"),
        ("Filtering:Rules:1", "drop.example CNAME rpz-drop."),
        ("Filtering:Rules:2", "tcp.example CNAME rpz-tcp-only."),
        ("Filtering:Rules:3", "/^ads[0-9]+[.]/"),
        ("Cache:Prefetch", "false"),
        ("Admission:Unlimited:0", "192.168.0.0/16"));

    [TearDown]
    public void TearDown() => _house.Dispose();

    [TestCase("addr.example", HandlingResult.Answered)]
    [TestCase("drop.example", HandlingResult.Silent)]
    [TestCase("tcp.example", HandlingResult.Answered)]
    [TestCase("ads7.example", HandlingResult.Answered)]
    public void TryHandle_AnsweredByRule_AllocatesNothing(string name, HandlingResult expected)
    {
        QueryContext query = _house.Receive(new ClientQuery(name) { HasEdns = true });
        byte[] response = new byte[1280];
        HandlingResult result = default;

        long allocated = Allocations.Of(() =>
        {
            result = _house.Pipeline.TryHandle(query, response, out _);
            _house.Pipeline.EndBatch(_house.Lane, query.ReceivedTimestamp);
        });

        Assert.That((allocated, result), Is.EqualTo((0L, expected)));
    }
}
