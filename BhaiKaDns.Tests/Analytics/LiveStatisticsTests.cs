using System.Diagnostics.Metrics;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Analytics;

[TestFixture]
internal sealed class LiveStatisticsTests
{
    private FakeTimeProvider _time = null!;
    private ServiceProvider _services = null!;
    private LiveStatistics _statistics = null!;
    private DurationHistogram _durations = null!;

    [SetUp]
    public void Make()
    {
        _time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _durations = new DurationHistogram();
        _statistics = Build(PrivacyLevel.Full);
    }

    [TearDown]
    public void Close() => _services.Dispose();

    [Test]
    public void Snapshot_MixedQueries_TotalsAreExact()
    {
        Add("a.example", source: AnswerSource.Cache);
        Add("a.example", source: AnswerSource.Stale);
        Add("a.example", source: AnswerSource.Cache);
        Add("b.example", client: 2, source: AnswerSource.Upstream);
        Add("ads.example", decision: Decision.Blocked, source: AnswerSource.Blocked);
        Add("c.example", decision: Decision.Failed, source: AnswerSource.None);
        Add("d.example", client: 9, decision: Decision.Refused, source: AnswerSource.None);
        _statistics.EndBatch();

        LiveTotals totals = _statistics.Snapshot().Totals;

        Assert.That(totals, Is.EqualTo(new LiveTotals(7, 1, 3, 1, 1, 2) { HitRate = 0.75 }));
    }

    [Test]
    public void Snapshot_TopNames_BlockedStandApart()
    {
        Add("a.example");
        Add("b.example");
        Add("b.example");
        Add("ads.example", decision: Decision.Blocked);
        _statistics.EndBatch();

        LiveSnapshot snapshot = _statistics.Snapshot();

        Assert.That(snapshot.TopNames, Is.EqualTo((NameCount[])[new("b.example", 2, 0), new("a.example", 1, 0)]));
        Assert.That(snapshot.TopBlocked, Is.EqualTo((NameCount[])[new("ads.example", 1, 0)]));
        Assert.That(snapshot.TopClients, Is.EqualTo((ClientCount[])[new(LogHarness.Client(1), 4)]));
    }

    [Test]
    public void Snapshot_SecondsPass_AreShownOldestFirst()
    {
        for (int second = 0; second < 400; second++)
        {
            Add("a.example");
            Add("ads.example", decision: Decision.Blocked);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _statistics.EndBatch();
        LiveSnapshot snapshot = _statistics.Snapshot();

        Assert.That(snapshot.Seconds, Has.Count.EqualTo(300).And.All.Matches<SecondCount>(second => second is { Queries: 2, Blocked: 1 }));
        Assert.That(snapshot.Seconds[^1].Second, Is.EqualTo(_time.GetUtcNow().AddSeconds(-1)));
        Assert.That(snapshot.QueriesPerSecond, Is.EqualTo(2));
    }

    [Test]
    public void Snapshot_AfterSilence_ShowsZeroes()
    {
        Add("a.example");
        _statistics.EndBatch();
        _time.Advance(TimeSpan.FromHours(1));

        LiveSnapshot snapshot = _statistics.Snapshot();

        Assert.That(snapshot.Seconds, Has.All.Matches<SecondCount>(second => second.Queries == 0));
    }

    [Test]
    public void Snapshot_ManyQueries_LastHundredNewestFirst()
    {
        for (int at = 0; at < 1000; at++)
        {
            Add($"host{at}.example");
        }

        _statistics.EndBatch();
        IReadOnlyList<RecentQuery> last = _statistics.Snapshot().LastQueries;

        Assert.That(last.Select(query => query.Name), Is.EqualTo(Enumerable.Range(900, 100).Reverse().Select(at => $"host{at}.example")));
    }

    [TestCase(PrivacyLevel.Full, 1, 1, 1)]
    [TestCase(PrivacyLevel.NoClients, 1, 1, 0)]
    [TestCase(PrivacyLevel.NoDomains, 0, 0, 0)]
    [TestCase(PrivacyLevel.CountsOnly, 0, 0, 0)]
    public void Snapshot_Privacy_ShowsNoMoreThanAllowed(PrivacyLevel privacy, int names, int last, int clients)
    {
        _statistics = Build(privacy);
        Add("a.example");
        _statistics.EndBatch();

        LiveSnapshot snapshot = _statistics.Snapshot();

        Assert.That((snapshot.TopNames.Count, snapshot.LastQueries.Count, snapshot.TopClients.Count), Is.EqualTo((names, last, clients)));
        Assert.That(snapshot.LastQueries, Has.All.Matches<RecentQuery>(query => (query!.Client != default) == (clients > 0)));
        Assert.That(snapshot.Totals.Queries, Is.EqualTo(1));
    }

    [TestCase(PrivacyLevel.Full, 1, 1, 1)]
    [TestCase(PrivacyLevel.NoClients, 1, 1, 0)]
    [TestCase(PrivacyLevel.NoDomains, 0, 0, 0)]
    [TestCase(PrivacyLevel.CountsOnly, 0, 0, 0)]
    public void Snapshot_PrivacyOfTheGroup_ShowsNoMoreThanAllowed(PrivacyLevel privacy, int names, int last, int clients)
    {
        _statistics = Build(PrivacyLevel.Full);
        QueryEvent query = new() { UnixTimeMs = _time.GetUtcNow().ToUnixTimeMilliseconds(), Client = ClientAddress.FromIPv4(0xC0A80001), Privacy = privacy };
        _statistics.Receive(query, "\u0001a\0"u8);
        _statistics.EndBatch();

        LiveSnapshot snapshot = _statistics.Snapshot();

        Assert.That((snapshot.TopNames.Count, snapshot.LastQueries.Count, snapshot.TopClients.Count), Is.EqualTo((names, last, clients)));
        Assert.That(snapshot.LastQueries, Has.All.Matches<RecentQuery>(shown => (shown!.Client != default) == (clients > 0)));
        Assert.That(snapshot.Totals.Queries, Is.EqualTo(1));
    }

    [Test]
    public async Task Snapshot_WhileCounting_SeesWholeRuns()
    {
        using var stop = new CancellationTokenSource();
        Task counting = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Add("a.example");
                }

                _statistics.EndBatch();
            },
            stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        List<LiveSnapshot> taken = [.. Enumerable.Range(0, 200).Select(_ => _statistics.Snapshot())];
        await stop.CancelAsync();
        await counting;

        Assert.That(taken.Where(snapshot => snapshot.Totals.Queries > 0), Has.All.Matches<LiveSnapshot>(snapshot =>
            snapshot!.TopNames[0].Count == snapshot.Totals.Queries && snapshot.TopClients[0].Count == snapshot.Totals.Queries));
    }

    [Test]
    public void Receive_AnyQuery_AllocatesNothing()
    {
        byte[] name = LogHarness.Name("www.example.com");
        QueryEvent query = Event(1, Decision.Allowed, AnswerSource.Cache);

        long allocated = Allocations.Of(() =>
        {
            query.NameHash++;
            _statistics.Receive(query, name);
        });
        _statistics.EndBatch();

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Count_Queries_AreSeenByMeters()
    {
        using var queries = new MetricCollector<long>(_services.GetRequiredService<IMeterFactory>(), AnalyticsMetrics.MeterName, "bhaikadns.queries");
        Add("ads.example", decision: Decision.Blocked);
        Add("ads.example", decision: Decision.Blocked);

        queries.RecordObservableInstruments();
        CollectedMeasurement<long> blocked = queries.GetMeasurementSnapshot()
            .Single(measurement => measurement.MatchesTags(new KeyValuePair<string, object?>("protocol", "udp"), new KeyValuePair<string, object?>("decision", "blocked")));

        Assert.That(blocked.Value, Is.EqualTo(2));
    }

    [Test]
    public void ToText_Durations_AreCumulative()
    {
        _durations.Count(AnswerSource.Cache, 100);
        _durations.Count(AnswerSource.Stale, 300);
        _durations.Count(AnswerSource.Cache, 6_000_000);

        string text = _durations.ToText();

        Assert.That(text, Does.Contain("# TYPE bhaikadns_query_duration_seconds histogram\n"));
        Assert.That(text, Does.Contain("bhaikadns_query_duration_seconds_bucket{source=\"cache\",le=\"0.0001\"} 1\n"));
        Assert.That(text, Does.Contain("bhaikadns_query_duration_seconds_bucket{source=\"cache\",le=\"0.0005\"} 2\n"));
        Assert.That(text, Does.Contain("bhaikadns_query_duration_seconds_bucket{source=\"cache\",le=\"+Inf\"} 3\n"));
        Assert.That(text, Does.Contain("bhaikadns_query_duration_seconds_sum{source=\"cache\"} 6.0004\n"));
        Assert.That(text, Does.Contain("bhaikadns_query_duration_seconds_count{source=\"cache\"} 3\n"));
    }

    private LiveStatistics Build(PrivacyLevel privacy) =>
        new(new AnalyticsMetrics(_services.GetRequiredService<IMeterFactory>(), _durations), privacy, _time);

    private void Add(string name, byte client = 1, Decision decision = Decision.Allowed, AnswerSource source = AnswerSource.Cache)
    {
        byte[] wire = LogHarness.Name(name);
        QueryEvent query = Event(client, decision, source);
        query.NameHash = Collections.SeededHash.Compute(wire, 0);
        _statistics.Receive(query, wire);
    }

    private QueryEvent Event(byte client, Decision decision, AnswerSource source) => new()
    {
        UnixTimeMs = _time.GetUtcNow().ToUnixTimeMilliseconds(),
        Client = LogHarness.Client(client),
        Type = RecordType.A,
        Decision = decision,
        Source = source,
    };
}
