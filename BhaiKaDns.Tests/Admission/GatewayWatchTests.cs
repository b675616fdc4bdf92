using System.Net;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Admission;

internal sealed class GatewayWatchTests
{
    private static readonly IPAddress Router = IPAddress.Parse("192.168.1.1");

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<GatewayWatch> _logger = new();

    [SetUp]
    public void SetUp() => _logger.Collector.Clear();

    [Test]
    public void EndBatch_AllQueriesFromTheRouter_WarnsOnce()
    {
        HealthBoard health = new(_time);
        GatewayWatch watch = new(() => [Router], health, _time, _logger);

        Ask(watch, "192.168.1.1", 300);
        Ask(watch, "192.168.1.1", 300);

        Assert.That(health.Parts.Single().State, Is.EqualTo(HealthState.Degraded));
        Assert.That(_logger.Collector.GetSnapshot().Count(log => log.Level is LogLevel.Warning), Is.EqualTo(1));
    }

    [TestCase("192.168.1.7", 300, TestName = "EndBatch_OneDeviceThatIsNotTheRouter_SaysNothing")]
    [TestCase("192.168.1.1", 20, TestName = "EndBatch_FewQueriesFromTheRouter_SaysNothing")]
    [TestCase("127.0.0.1", 300, TestName = "EndBatch_QueriesOfTheMachineItself_SaysNothing")]
    public void EndBatch_NothingCertain_SaysNothing(string client, int queries)
    {
        HealthBoard health = new(_time);
        GatewayWatch watch = new(() => [Router, IPAddress.Loopback], health, _time, _logger);

        Ask(watch, client, queries);

        Assert.That(health.Parts, Is.Empty);
    }

    [Test]
    public void EndBatch_SecondClientAfterAWarning_IsWellAgain()
    {
        HealthBoard health = new(_time);
        GatewayWatch watch = new(() => [Router], health, _time, _logger);
        Ask(watch, "192.168.1.1", 300);

        Send(watch, "192.168.1.9", 1);
        Ask(watch, "192.168.1.1", 300);

        Assert.That(health.Parts.Single().State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public void Receive_AnyEvent_AllocatesNothing()
    {
        GatewayWatch watch = new(() => [Router], new HealthBoard(_time), _time, _logger);
        QueryEvent query = new() { Client = ClientAddress.From(Router) };

        long allocated = Allocations.Of(() =>
        {
            watch.Receive(query, []);
            watch.EndBatch();
        });

        Assert.That(allocated, Is.Zero);
    }

    private void Ask(GatewayWatch watch, string client, int queries)
    {
        Send(watch, client, queries);
        _time.Advance(TimeSpan.FromMinutes(11));
        watch.EndBatch();
    }

    private static void Send(GatewayWatch watch, string client, int queries)
    {
        QueryEvent query = new() { Client = ClientAddress.From(IPAddress.Parse(client)) };
        for (int count = 0; count < queries; count++)
        {
            watch.Receive(query, []);
        }
    }
}
