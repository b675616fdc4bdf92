using System.Diagnostics.Metrics;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Analytics;

[TestFixture]
internal sealed class HistoryTests
{
    private static readonly byte[] Name = LogHarness.Name("www.example.com");

    private FakeTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;
    private ServiceProvider _services = null!;
    private HistoryRecorder _recorder = null!;
    private HistoryKeeper _keeper = null!;
    private QueryHistory _history = null!;

    [SetUp]
    public void Begin()
    {
        _time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 12, 0, 30, TimeSpan.Zero));
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("half", TimeSpan.FromMinutes(330), null, null));
        _folder = new TemporaryFolder();
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Start();
    }

    [TearDown]
    public void End()
    {
        _keeper.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task ReadAsync_RunningMinute_IsThere()
    {
        Add(3);

        HistoryBucket[] minutes = await ReadAsync(HistoryStep.Minute);

        Assert.That(minutes.Select(minute => minute.Totals.Queries), Is.EqualTo(new[] { 3L }));
    }

    [TestCase(HistoryStep.Minute, "2 1")]
    [TestCase(HistoryStep.Hour, "3")]
    [TestCase(HistoryStep.Day, "3")]
    public async Task ReadAsync_KilledAndStartedAgain_ClosedMinutesAreThere(HistoryStep step, string expected)
    {
        Add(2);
        Pass(TimeSpan.FromMinutes(1));
        Add(1);
        Pass(TimeSpan.FromMinutes(1));
        _keeper.Keep();

        Start();

        Assert.That(string.Join(' ', (await ReadAsync(step)).Select(bucket => bucket.Totals.Queries)), Is.EqualTo(expected));
    }

    [TestCase(HistoryStep.Hour, "2 1")]
    [TestCase(HistoryStep.Day, "2 1")]
    public async Task ReadAsync_DayPassed_HoursAndDaysAreApart(HistoryStep step, string expected)
    {
        Add(2);
        Pass(TimeSpan.FromDays(1));
        Add(1);
        await _keeper.StopAsync(CancellationToken.None);

        Start();

        Assert.That(string.Join(' ', (await ReadAsync(step)).Select(bucket => bucket.Totals.Queries)), Is.EqualTo(expected));
    }

    [Test]
    public async Task ReadAsync_DaysAway_WhatWasNotClosedIsRolledUp()
    {
        Add(2);
        await _keeper.StopAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(3));

        Start();

        HistoryBucket day = (await ReadAsync(HistoryStep.Day)).Single();
        Assert.That((day.Totals.Queries, day.Names[0].Name, day.Names[0].Count), Is.EqualTo((2, "www.example.com", 2)));
    }

    [Test]
    public async Task ReadAsync_HomeHalfAnHourBesideUtc_HoursAreThoseOfItsClock()
    {
        Add(1);

        HistoryBucket hour = (await ReadAsync(HistoryStep.Hour)).Single();

        Assert.That(DateTimeOffset.FromUnixTimeMilliseconds(hour.StartMs).Minute, Is.EqualTo(30));
    }

    [Test]
    public async Task Open_TornTail_IsCutAndTheRestRead()
    {
        Add(2);
        Pass(TimeSpan.FromMinutes(1));
        _keeper.Keep();
        await File.AppendAllTextAsync(Path.Combine(_folder.Path, "history", "minutes"), "BHB1half a record");

        Start();
        _keeper.Keep();
        Add(1);
        Pass(TimeSpan.FromMinutes(1));
        _keeper.Keep();
        Start();

        Assert.That((await ReadAsync(HistoryStep.Minute)).Select(minute => minute.Totals.Queries), Is.EqualTo(new[] { 2L, 1L }));
    }

    [Test]
    public async Task Open_OctetChangedInTheMiddle_CostsThatMinuteOnly()
    {
        for (int minute = 0; minute < 3; minute++)
        {
            Add(1);
            Pass(TimeSpan.FromMinutes(1));
        }

        _keeper.Keep();
        string path = Path.Combine(_folder.Path, "history", "minutes");
        byte[] octets = await File.ReadAllBytesAsync(path);
        octets[octets.Length / 2] ^= 0x55;
        await File.WriteAllBytesAsync(path, octets);

        Start();

        Assert.That(await ReadAsync(HistoryStep.Minute), Has.Length.EqualTo(2));
    }

    [TestCase(PrivacyLevel.Full, 1, 1)]
    [TestCase(PrivacyLevel.NoClients, 0, 1)]
    [TestCase(PrivacyLevel.NoDomains, 0, 0)]
    [TestCase(PrivacyLevel.CountsOnly, 0, 0)]
    public async Task ReadAsync_PrivacyOfAGroup_IsKept(PrivacyLevel privacy, int clients, int names)
    {
        Add(1, privacy: privacy);

        HistoryBucket hour = (await ReadAsync(HistoryStep.Hour)).Single();

        Assert.That((hour.Totals.Queries, hour.Clients.Count, hour.Names.Count), Is.EqualTo((1, clients, names)));
    }

    [Test]
    public async Task ReadAsync_MoreClientsThanAreToldApart_OthersAreCountedTogether()
    {
        for (int client = 0; client < 200; client++)
        {
            Add(1, client: ClientAddress.FromIPv4(0x0A000000u + (uint)client));
        }

        HistoryBucket minute = (await ReadAsync(HistoryStep.Minute)).Single();

        Assert.That((minute.Clients.Count, minute.Others.Queries), Is.EqualTo((HistoryBucket.MaxClients, 72)));
    }

    [Test]
    public async Task Receive_ClockSetBack_CountsOn()
    {
        Add(1);
        long earlier = _time.GetUtcNow().AddHours(-5).ToUnixTimeMilliseconds();
        _recorder.Receive(Event(earlier), Name);
        _recorder.EndBatch();

        Assert.That((await ReadAsync(HistoryStep.Minute)).Sum(minute => minute.Totals.Queries), Is.EqualTo(2));
    }

    [Test]
    public void Receive_SameMinute_AllocatesNothing()
    {
        QueryEvent query = Event(_time.GetUtcNow().ToUnixTimeMilliseconds());

        long allocated = Allocations.Of(() =>
        {
            _recorder.Receive(query, Name);
            _recorder.EndBatch();
        });

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Read_AnyOctetsBehindAGoodRecord_NeverThrows() =>
        Gen.Select(Gen.Int[0, 200], Gen.Byte).Sample((place, octet) =>
        {
            byte[] record = HistoryRecord.Write(new HistoryBucket(5) { Names = [new NameCount("a.example", 3, 1)], Latency = [1, 2, 3] });
            record[place % record.Length] = octet;

            return HistoryRecord.Read(record) is null or { StartMs: 5 };
        });

    [Test]
    public void Quantile_OneDuration_IsWithinItsStep() =>
        Gen.UInt[2, 4_000_000].Sample(microseconds =>
        {
            long[] counts = new long[LatencyScale.Steps];
            counts[LatencyScale.StepOf(microseconds)] = 10;

            double found = LatencyScale.Quantile(counts, 0.5)!.Value.TotalMicroseconds;

            return found >= microseconds * 0.66 && found <= microseconds * 1.5;
        });

    private static QueryEvent Event(long unixTimeMs, ClientAddress? client = null, PrivacyLevel privacy = PrivacyLevel.Full) => new()
    {
        UnixTimeMs = unixTimeMs,
        Client = client ?? LogHarness.Client(1),
        NameHash = 42,
        Decision = Decision.Allowed,
        Source = AnswerSource.Cache,
        ElapsedMicroseconds = 100,
        Privacy = privacy,
    };

    private void Add(int count, ClientAddress? client = null, PrivacyLevel privacy = PrivacyLevel.Full)
    {
        for (int at = 0; at < count; at++)
        {
            _recorder.Receive(Event(_time.GetUtcNow().ToUnixTimeMilliseconds(), client, privacy), Name);
        }

        _recorder.EndBatch();
    }

    // The recorder gives late events two minutes before it ends a minute in which nothing more came.
    private void Pass(TimeSpan span)
    {
        _time.Advance(span + TimeSpan.FromMinutes(3));
        _recorder.EndBatch();
    }

    private void Start()
    {
        _keeper?.Dispose();
        IOptions<AnalyticsOptions> options = Options.Create(new AnalyticsOptions());
        HistoryArchive archive = new(new DataDirectory(_folder.Path), options, _time);
        _recorder = new HistoryRecorder(number => $"192.0.2.{number}", options, PrivacyLevel.Full, _time);
        _keeper = new HistoryKeeper(_recorder, archive, new HistoryMetrics(_services.GetRequiredService<IMeterFactory>()), options, _time, NullLogger<HistoryKeeper>.Instance);
        _history = new QueryHistory(_keeper, archive, _recorder, _time);
    }

    private async Task<HistoryBucket[]> ReadAsync(HistoryStep step) =>
        [.. await _history.ReadAsync(step, _time.GetUtcNow().AddDays(-10), _time.GetUtcNow().AddMinutes(1), CancellationToken.None)];
}
