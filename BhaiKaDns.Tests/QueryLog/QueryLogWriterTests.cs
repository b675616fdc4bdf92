using System.Runtime.Versioning;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

[TestFixture]
internal sealed class QueryLogWriterTests
{
    private static readonly Gen<string> Names = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 63]
        .Select(label => new string(label)).Array[1, 3].Select(labels => string.Join('.', labels));

    private static readonly Gen<(QueryEvent Query, string Name)> Rows = Gen.Select(
        Gen.Long[1_700_000_000_000, 1_700_000_900_000], Gen.ULong, Gen.Byte, Gen.UInt, Gen.UShort, Gen.UShort[0, 30], Gen.Byte[0, 31], Names,
        (time, high, low, elapsed, list, rcode, reason, name) => (new QueryEvent
        {
            UnixTimeMs = time,
            Client = low < 128 ? ClientAddress.FromIPv4(low) : new ClientAddress(high, low),
            ElapsedMicroseconds = elapsed,
            Type = (RecordType)list,
            ListId = list,
            ResponseCode = (ResponseCode)rcode,
            Protocol = (TransportProtocol)(low % 5),
            Decision = (Decision)(low % 7),
            Reason = (Reason)reason,
            Source = (AnswerSource)(low % 6),
            Upstream = low,
        }, name));

    [Test]
    public void Receive_AnyRows_AreReadBackNewestFirst() => Rows.Array[0, 4000].Sample(
        rows =>
        {
            using var log = new LogHarness();
            foreach ((QueryEvent query, string name) in rows)
            {
                log.Writer.Receive(query, LogHarness.Name(name));
            }

            log.WriteOut();
            IReadOnlyList<QueryLogRow> read = log.Reader.ReadAsync(new QueryLogFilter { Limit = int.MaxValue }, default).GetAwaiter().GetResult().Rows;

            Assert.That(read, Is.EqualTo(rows.Reverse().Select(row => Expected(row.Query, row.Name))));
        },
        iter: 40);

    [Test]
    public async Task EndBatch_AfterPause_WritesAtOnce()
    {
        using var log = new LogHarness();
        log.Time.Advance(TimeSpan.FromSeconds(10));

        log.Add("example.com");
        log.Writer.EndBatch();

        Assert.That(await log.NamesAsync(), Is.EqualTo((string[])["example.com"]));
    }

    [Test]
    public async Task Restart_AfterCrash_OpensAndGoesOn()
    {
        using var log = new LogHarness();
        log.Add("first.example");
        log.WriteOut();
        log.Add("lost.example");

        log.Restart(cleanly: false);
        log.Add("second.example");
        log.WriteOut();

        Assert.That(await log.NamesAsync(), Is.EqualTo((string[])["second.example", "first.example"]));
    }

    [Test]
    public async Task Receive_SegmentIsFull_BeginsAnother()
    {
        using var log = new LogHarness(new QueryLogOptions { SegmentSizeMegabytes = 1 });
        for (int at = 0; at < 60_000; at++)
        {
            log.Add("a-rather-ordinary-name.example.com");
        }

        log.WriteOut();

        Assert.That(SegmentName.List(log.LogFolder), Has.Count.GreaterThan(2));
        Assert.That(await log.NamesAsync(), Has.Count.EqualTo(60_000));
    }

    [Test]
    public void Receive_SegmentIsOld_BeginsAnother()
    {
        using var log = new LogHarness();
        log.Add("example.com");
        log.WriteOut();
        log.Time.Advance(TimeSpan.FromHours(25));

        log.Add("example.net");
        log.WriteOut();

        Assert.That(SegmentName.List(log.LogFolder), Is.EqualTo((long[])[2, 1]));
    }

    [Test]
    public async Task Receive_FolderIsAFile_DropsAndRecovers()
    {
        using var log = new LogHarness();
        await File.WriteAllTextAsync(log.LogFolder, "in the way");
        log.Add("lost.example");
        log.WriteOut();
        HealthState whileBroken = log.HealthPart!.State;
        long dropped = log.Metrics.Dropped;

        File.Delete(log.LogFolder);
        log.Time.Advance(TimeSpan.FromSeconds(6));
        log.Add("kept.example");
        log.WriteOut();

        Assert.That((whileBroken, dropped, log.HealthPart!.State), Is.EqualTo((HealthState.Degraded, 1L, HealthState.Ok)));
        Assert.That(await log.NamesAsync(), Is.EqualTo((string[])["kept.example"]));
    }

    [Test]
    [Platform("Linux", Reason = "/dev/full is a device of Linux that takes no octet.")]
    public void EndBatch_NothingWrittenSinceDiskWasFull_ClaimedToWorkAgain()
    {
        using var log = new LogHarness();
        log.Writer.EndBatch();
        File.CreateSymbolicLink(log.SegmentPath(2), "/dev/full");
        log.Time.Advance(log.Options.SegmentAge + TimeSpan.FromHours(1));
        log.Add("lost.example");
        log.WriteOut();

        log.Time.Advance(TimeSpan.FromSeconds(6));
        log.Writer.EndBatch();

        Assert.That(log.HealthPart!.State, Is.EqualTo(HealthState.Degraded));
    }

    [Test]
    [Platform("Linux", Reason = "/dev/full is a device of Linux that takes no octet.")]
    public void Receive_DiskIsFull_DropsAndCounts()
    {
        using var log = new LogHarness();
        log.Writer.EndBatch();
        File.CreateSymbolicLink(log.SegmentPath(2), "/dev/full");
        log.Time.Advance(log.Options.SegmentAge + TimeSpan.FromHours(1));

        log.Add("lost.example");
        log.WriteOut();

        Assert.That((log.HealthPart!.State, log.Metrics.Dropped), Is.EqualTo((HealthState.Degraded, 1L)));
    }

    [Test]
    public void CheckPresence_FileWasRemoved_BeginsAnother()
    {
        using var folder = new TemporaryFolder();
        using var segments = new SegmentWriter(folder.Path, new QueryLogOptions());
        _ = segments.Open(0);
        File.Delete(SegmentName.Segment(folder.Path, 1));

        segments.CheckPresence();
        segments.Append(new byte[100], 0);

        Assert.That(SegmentName.List(folder.Path), Is.EqualTo((long[])[2]));
    }

    [TestCase(PrivacyLevel.NoClients, PrivacyLevel.Full, 1, null, "example.com")]
    [TestCase(PrivacyLevel.NoClients, PrivacyLevel.NoDomains, 1, null, null)]
    [TestCase(PrivacyLevel.NoDomains, PrivacyLevel.Full, 1, null, null)]
    [TestCase(PrivacyLevel.CountsOnly, PrivacyLevel.Full, 0, null, null)]
    public async Task Receive_PrivacyOfTheGroup_StricterOfBothHolds(PrivacyLevel group, PrivacyLevel home, int rows, string? client, string? name)
    {
        using var log = new LogHarness(new QueryLogOptions { Privacy = home });
        log.Writer.Receive(log.Event() with { Privacy = group }, LogHarness.Name("example.com"));
        log.WriteOut();

        IReadOnlyList<QueryLogRow> read = (await log.Reader.ReadAsync(new QueryLogFilter(), default)).Rows;

        Assert.That(read, Has.Count.EqualTo(rows));
        Assert.That(read, Has.All.Matches<QueryLogRow>(row => row!.Client?.ToString() == client && row.Name == name));
    }

    [TestCase(PrivacyLevel.Full, "192.168.0.1", "example.com")]
    [TestCase(PrivacyLevel.NoClients, null, "example.com")]
    [TestCase(PrivacyLevel.NoDomains, null, null)]
    public async Task Receive_Privacy_KeepsNoMoreThanAllowed(PrivacyLevel privacy, string? client, string? name)
    {
        using var log = new LogHarness(new QueryLogOptions { Privacy = privacy });

        log.Add("example.com");
        log.WriteOut();
        QueryLogRow row = (await log.Reader.ReadAsync(new QueryLogFilter(), default)).Rows.Single();

        Assert.That((row.Client?.ToString(), row.Name), Is.EqualTo((client, name)));
    }

    [TestCase(true, PrivacyLevel.CountsOnly)]
    [TestCase(false, PrivacyLevel.Full)]
    public void Receive_NothingMayBeKept_MakesNoFile(bool enabled, PrivacyLevel privacy)
    {
        using var log = new LogHarness(new QueryLogOptions { Enabled = enabled, Privacy = privacy });

        log.Add("example.com");
        log.WriteOut();

        Assert.That(Directory.Exists(log.LogFolder), Is.False);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Modes are of Unix.")]
    [UnsupportedOSPlatform("windows")]
    public void Receive_OnUnix_FilesArePrivate()
    {
        using var log = new LogHarness();

        log.Add("example.com");
        log.WriteOut();

        Assert.That(File.GetUnixFileMode(log.SegmentPath(1)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.GetUnixFileMode(log.LogFolder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void Receive_ManyRows_AllocatesNothing()
    {
        using var log = new LogHarness();
        log.Writer.EndBatch();
        byte[] name = LogHarness.Name("www.example.com");
        QueryEvent query = log.Event();
        byte client = 0;

        long allocated = Allocations.Of(() =>
        {
            query.Client = LogHarness.Client(client++);
            log.Writer.Receive(query, name);
        });

        Assert.That(allocated, Is.Zero);
    }

    private static QueryLogRow Expected(QueryEvent query, string name) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(query.UnixTimeMs), query.Client, name, query.Type, query.Protocol, query.Decision, query.Reason,
        query.ListId, query.ResponseCode, query.Source, query.ElapsedMicroseconds, query.Upstream);
}
