using System.Diagnostics;
using System.Diagnostics.Metrics;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BhaiKaDns.Analytics;

/// <summary>Prints what counting one query costs; run by name.</summary>
[TestFixture]
[Explicit]
[Category("Benchmark")]
internal sealed class AnalyticsBenchmarks
{
    private const int EventsPerRound = 2_000_000;

    /// <summary>Why durations are not recorded through an instrument.</summary>
    [Test]
    public void Record_ThroughTheExporter()
    {
        using var meter = new Meter("BhaiKaDns.Trial");
        using MeterProvider exporter = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddPrometheusExporter().Build();
        Histogram<double> histogram = meter.CreateHistogram<double>("trial.duration");
        var source = new KeyValuePair<string, object?>("source", "cache");

        Report("instrument and exporter", at => histogram.Record((at & 255) / 1e6, source));
    }

    [Test]
    public void Count_OwnMetrics()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new AnalyticsMetrics(services.GetRequiredService<IMeterFactory>(), new DurationHistogram());
        QueryEvent query = Query();

        Report("own metrics", at =>
        {
            query.ElapsedMicroseconds = (uint)(at & 255);
            metrics.Count(query);
        });
    }

    [TestCase(1_000)]
    [TestCase(100_000)]
    public void Receive_SomeNames(int names)
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var statistics = new LiveStatistics(new AnalyticsMetrics(services.GetRequiredService<IMeterFactory>(), new DurationHistogram()), PrivacyLevel.Full, TimeProvider.System);
        byte[][] wire = [.. Enumerable.Range(0, names).Select(at => LogHarness.Name($"host{at}.some-site.example.com"))];
        QueryEvent query = Query();

        Report($"statistics, {names} names", at =>
        {
            int name = at % names;
            query.NameHash = (ulong)name * 0x9E3779B97F4A7C15;
            query.Client = LogHarness.Client((byte)(at & 31));
            statistics.Receive(query, wire[name]);
        });
        statistics.EndBatch();
        for (int warmUp = 0; warmUp < 200; warmUp++)
        {
            _ = statistics.Snapshot();
        }

        long begun = Stopwatch.GetTimestamp();
        _ = statistics.Snapshot();
        TestContext.Out.WriteLine($"snapshot: {Stopwatch.GetElapsedTime(begun).TotalMicroseconds:F0} us");
    }

    /// <summary>What the history adds to each query.</summary>
    [TestCase(1_000)]
    [TestCase(100_000)]
    public void Receive_History(int names)
    {
        var recorder = new HistoryRecorder(_ => "", Microsoft.Extensions.Options.Options.Create(new AnalyticsOptions()), PrivacyLevel.Full, TimeProvider.System);
        byte[][] wire = [.. Enumerable.Range(0, names).Select(at => LogHarness.Name($"host{at}.some-site.example.com"))];
        QueryEvent query = Query();
        query.UnixTimeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        Report($"history, {names} names", at =>
        {
            int name = at % names;
            query.NameHash = (ulong)name * 0x9E3779B97F4A7C15;
            query.Client = LogHarness.Client((byte)(at & 31));
            recorder.Receive(query, wire[name]);
        });
        recorder.EndBatch();
    }

    /// <summary>What the feed of the live log adds to each query, watched or not.</summary>
    [Test]
    public void Receive_Feed([Values] bool isWatched)
    {
        var feed = new QueryFeed(Microsoft.Extensions.Options.Options.Create(new QueryLogOptions()), TimeProvider.System);
        using QueryFeedReader? reader = isWatched ? feed.Open() : null;
        byte[] name = LogHarness.Name("www.some-site.example.com");
        QueryEvent query = Query();

        Report($"feed, watched: {isWatched}", _ => feed.Receive(query, name));
        feed.EndBatch();
        if (reader is not null)
        {
            long begun = Stopwatch.GetTimestamp();
            for (int look = 0; look < 100; look++)
            {
                for (int at = 0; at < 10_000; at++)
                {
                    feed.Receive(query, name);
                }

                feed.EndBatch();
                _ = reader.Take(QuerySearch.Everything, 40);
            }

            TestContext.Out.WriteLine($"a look at a full ring and filling it: {Stopwatch.GetElapsedTime(begun).TotalMicroseconds / 100:F0} us");
        }
    }

    private static QueryEvent Query() => new()
    {
        UnixTimeMs = 1_740_000_000_000,
        Decision = Decision.Allowed,
        Source = AnswerSource.Cache,
        ElapsedMicroseconds = 20,
    };

    private static void Report(string what, Action<int> run)
    {
        double best = double.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            // CPU time of the process: other work on the machine does not count.
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            for (int at = 0; at < EventsPerRound; at++)
            {
                run(at);
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - begun).TotalNanoseconds / EventsPerRound);
        }

        TestContext.Out.WriteLine($"{what}: {best:F1} ns of CPU/event");
    }
}
