using System.Diagnostics.Metrics;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Events;

internal sealed class QueryEventPumpTests : IDisposable
{
    private readonly FakeLogger<QueryEventPump> _logger = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [OneTimeTearDown]
    public void Dispose() => _services.Dispose();

    [Test]
    public async Task StopAsync_EventsStillInARing_TellsThemFirst()
    {
        using QueryEventRings rings = new();
        RecordingListener listener = new();
        using QueryEventPump pump = Pump(rings, listener);
        await pump.StartAsync(CancellationToken.None);
        rings.AddShared(new QueryEvent { NameHash = 7, NameLength = 1 }, [0]);

        await pump.StopAsync(CancellationToken.None);

        Assert.That((listener.Events.Single().Event.NameHash, listener.Batches > 0), Is.EqualTo((7UL, true)));
    }

    [Test]
    public async Task Run_RingFilling_IsDrainedWithoutWaitingForTheStop()
    {
        using QueryEventRings rings = new();
        RecordingListener listener = new();
        using QueryEventPump pump = Pump(rings, listener);
        await pump.StartAsync(CancellationToken.None);
        int lane = rings.OpenLane();
        rings.Add(lane, new QueryEvent { NameLength = 1 }, [0]);

        rings.EndBatch(lane, 1);

        await Eventually.IsTrueAsync(() => listener.Batches > 0 && listener.Events.Count == 1);
        await pump.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Run_ListenerFails_GoesOnAndSaysSo()
    {
        using QueryEventRings rings = new();
        RecordingListener listener = new() { FailsAt = 1 };
        using QueryEventPump pump = Pump(rings, listener);
        await pump.StartAsync(CancellationToken.None);
        rings.AddShared(new QueryEvent { NameHash = 1, NameLength = 1 }, [0]);
        await Eventually.IsTrueAsync(() => _logger.Collector.Count > 0);

        rings.AddShared(new QueryEvent { NameHash = 2, NameLength = 1 }, [0]);
        await pump.StopAsync(CancellationToken.None);

        Assert.That((listener.Events.Single().Event.NameHash, _logger.LatestRecord.Level), Is.EqualTo((2UL, LogLevel.Error)));
    }

    /// <summary>A host that is disposed of without a stop disposes of the rings next; the thread went on reading them.</summary>
    [Test]
    public async Task Dispose_WithoutStop_EndsTheThreadBeforeTheRingsGo()
    {
        RecordingListener listener = new();
        QueryEventRings rings = new();
        QueryEventPump pump = Pump(rings, listener);
        await pump.StartAsync(CancellationToken.None);

        pump.Dispose();
        int batches = listener.Batches;
        rings.AddShared(new QueryEvent { NameLength = 1 }, [0]);
        rings.Dispose();

        Assert.That((listener.Batches, listener.Events.Count, batches > 0), Is.EqualTo((batches, 0, true)));
    }

    [Test]
    public async Task Dispose_AfterStopAndTwice_DoesNothingMore()
    {
        using QueryEventRings rings = new();
        QueryEventPump pump = Pump(rings, new RecordingListener());
        await pump.StartAsync(CancellationToken.None);
        await pump.StopAsync(CancellationToken.None);
        pump.Dispose();

        Assert.That(pump.Dispose, Throws.Nothing);
    }

    [Test]
    public void StopAsync_NeverStarted_EndsAtOnce()
    {
        using QueryEventRings rings = new();
        using QueryEventPump pump = Pump(rings, new RecordingListener());

        Assert.That(pump.StopAsync(CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }

    private QueryEventPump Pump(QueryEventRings rings, RecordingListener listener) => new(rings, [listener], new MonotonicClock(TimeProvider.System), new HostingMetrics(_services.GetRequiredService<IMeterFactory>()), _logger);
}
