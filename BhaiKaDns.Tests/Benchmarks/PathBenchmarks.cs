using System.Globalization;
using BhaiKaDns.Caching;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>What a query costs on the listener's thread without the system calls; run by name, in Release.</summary>
[TestFixture]
[Category("Benchmark")]
[Explicit("Timings are taken by name.")]
internal sealed class PathBenchmarks
{
    private const int Names = 8_192;
    private const int BatchSize = 64;
    private const int Rounds = 10;
    private const int QueriesPerRound = 32 * Names;

    [TestCase("")]
    [TestCase("||name.example.com^")]
    public async Task TryHandle_CachedOrBlocked_PrintsCost(string rule)
    {
        using TemporaryFolder folder = new();
        await using ServiceProvider services = Compose(folder.Path, rule);
        await services.GetRequiredService<PolicyStore>().LoadAsync(CancellationToken.None);
        QueryPipeline pipeline = services.GetRequiredService<QueryPipeline>();
        MonotonicClock clock = services.GetRequiredService<MonotonicClock>();
        QueryContext query = new() { Client = ClientAddress.FromIPv4(0x7F000001), Lane = pipeline.OpenLane(isRateShared: false) };
        byte[][] messages = [.. Enumerable.Range(0, Names).Select(number => MessageFor(services, query, number))];
        using EventSink sink = new(services.GetRequiredService<QueryEventRings>());
        byte[] response = new byte[1280];
        int answered = 0;

        Report($"TryHandle, {(rule.Length > 0 ? "blocked" : "cached")}", begin =>
        {
            query.ReceivedAtMs = clock.Milliseconds;
            for (int at = begin; at < begin + BatchSize; at++)
            {
                byte[] message = messages[at % Names];
                query.Receive(message, 0, message.Length);
                answered += pipeline.TryHandle(query, response, out _) is HandlingResult.Answered ? 1 : 0;
            }

            pipeline.EndBatch(query.Lane, clock.Timestamp);
            sink.Drain();
        });

        Assert.That(answered, Is.EqualTo(Rounds * QueriesPerRound));
    }

    [Test]
    public void Add_OneEvent_PrintsCost()
    {
        using QueryEventRings rings = new();
        using EventSink sink = new(rings);
        int lane = rings.OpenLane();
        QueryContext query = CacheFixture.Query("name.example.com");
        QueryEvent written = new() { NameHash = query.NameHash, Type = query.Query.Type, NameLength = query.Query.NameLength };

        Report("event: add, publish and drain", _ =>
        {
            for (int at = 0; at < BatchSize; at++)
            {
                rings.Add(lane, written, query.Name);
            }

            rings.EndBatch(lane, elapsedMicroseconds: 1);
            sink.Drain();
        });

        Assert.That(rings.Dropped, Is.Zero);
    }

    private static ServiceProvider Compose(string folder, string rule)
    {
        Dictionary<string, string?> settings = new() { ["Storage:DataDirectory"] = folder, ["Filtering:Lists:0:Name"] = "starter", ["Filtering:Lists:0:Source"] = "builtin:starter" };
        if (rule.Length > 0)
        {
            settings["Filtering:Rules:0"] = rule;
        }

        ServiceCollection services = new();
        services.AddLogging();
        services.AddMetrics();
        Program.AddSlices(services, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }

    // A query for a name of its own, whose answer is held unless it is blocked.
    private static byte[] MessageFor(ServiceProvider services, QueryContext query, int number)
    {
        CacheFixture.Ask(query, string.Create(CultureInfo.InvariantCulture, $"host{number}.name.example.com"));
        CachedAnswer answer = CacheFixture.Allowed(services.GetRequiredService<PolicyStore>().Current.Generation);
        if (!services.GetRequiredService<PolicyStore>().Current.Judge(query.Name, query.Query.Type, 0).IsBlocked)
        {
            // One A record whose owner is a pointer to the question.
            byte[] body = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0xFF, 0, 0, 4, 192, 0, 2, 1];
            services.GetRequiredService<AnswerCache>().Store(CacheKey.Of(query), answer, body, nowSeconds: 0, ttlSeconds: 80_000);
        }

        return query.Message.ToArray();
    }

    private static void Report(string what, Action<int> batch)
    {
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            // CPU time of the process: other work on the machine does not count.
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            for (int at = 0; at < QueriesPerRound; at += BatchSize)
            {
                batch(at);
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - begun).TotalNanoseconds / QueriesPerRound);
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {best:F0} ns of CPU"));
    }

    /// <summary>Empties the rings as the background thread would, without listeners.</summary>
    private sealed class EventSink(QueryEventRings rings) : IDisposable
    {
        public void Drain()
        {
            foreach (QueryEventRing ring in rings.All)
            {
                _ = ring.Drain([], unixOffsetMs: 0);
            }
        }

        public void Dispose() => Drain();
    }
}
