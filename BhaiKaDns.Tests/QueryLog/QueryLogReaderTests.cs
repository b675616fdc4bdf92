using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

[TestFixture]
internal sealed class QueryLogReaderTests
{
    private LogHarness _log = null!;

    [SetUp]
    public void WriteRows()
    {
        _log = new LogHarness();
        _log.Add("www.example.com", client: 1);
        _log.Add("ads.example.net", client: 2, Decision.Blocked, Reason.BlockList);
        _log.WriteOut();
        _log.Time.Advance(TimeSpan.FromHours(30));
        _log.Add("example.com", client: 2);
        _log.Add("notexample.com", client: 300 - 256, Decision.Blocked, Reason.UserRule);
        _log.WriteOut();
        _log.Retention.Tidy(2, default);
    }

    [TearDown]
    public void Close() => _log.Dispose();

    [TestCase("example.com", NameMatch.Exact, "example.com")]
    [TestCase("EXAMPLE.com.", NameMatch.Suffix, "example.com www.example.com")]
    [TestCase("Example.c", NameMatch.Contains, "notexample.com example.com www.example.com")]
    [TestCase("w.e", NameMatch.Contains, "www.example.com")]
    [TestCase("absent.org", NameMatch.Suffix, "")]
    public async Task Read_ByName_FindsThose(string text, NameMatch match, string expected)
    {
        Assert.That(NameFilter.TryCreate(text, match, out NameFilter? name), Is.True);

        List<string> found = await _log.NamesAsync(new QueryLogFilter { Name = name });

        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
    }

    [Test]
    public async Task Read_ByClient_FindsThose()
    {
        List<string> found = await _log.NamesAsync(new QueryLogFilter { Client = LogHarness.Client(2) });

        Assert.That(found, Is.EqualTo((string[])["example.com", "ads.example.net"]));
    }

    [Test]
    public async Task Read_ByDecisionAndReason_FindsThose()
    {
        List<string> blocked = await _log.NamesAsync(new QueryLogFilter { Decision = Decision.Blocked });
        List<string> byRule = await _log.NamesAsync(new QueryLogFilter { Reason = Reason.UserRule });

        Assert.That(blocked, Is.EqualTo((string[])["notexample.com", "ads.example.net"]));
        Assert.That(byRule, Is.EqualTo((string[])["notexample.com"]));
    }

    [Test]
    public async Task Read_ByTime_FindsThose()
    {
        DateTimeOffset border = _log.Time.GetUtcNow().AddHours(-1);

        List<string> late = await _log.NamesAsync(new QueryLogFilter { From = border });
        List<string> early = await _log.NamesAsync(new QueryLogFilter { To = border });

        Assert.That(late, Is.EqualTo((string[])["notexample.com", "example.com"]));
        Assert.That(early, Is.EqualTo((string[])["ads.example.net", "www.example.com"]));
    }

    [Test]
    public async Task Read_PageByPageWhileRowsArrive_GivesEachOldRowOnce()
    {
        List<string?> found = [];
        QueryLogCursor? cursor = null;
        do
        {
            QueryLogPage page = await _log.Reader.ReadAsync(new QueryLogFilter { Limit = 1, Before = cursor }, default);
            found.AddRange(page.Rows.Select(row => row.Name));
            cursor = page.Next is { } next && QueryLogCursor.TryParse(next.ToString(), out QueryLogCursor parsed) ? parsed : null;
            _log.Add("newer.example");
            _log.WriteOut();
        }
        while (cursor is not null);

        Assert.That(found, Is.EqualTo((string[])["notexample.com", "example.com", "ads.example.net", "www.example.com"]));
    }

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("!!!!!!!!!!!!!!!!!!!!!!")]
    [TestCase("__________________ 8__")]
    public void TryParse_NotACursor_IsRefused(string text) => Assert.That(QueryLogCursor.TryParse(text, out _), Is.False);

    [Test]
    public void Load_IndexIsDamaged_IsMadeAgain()
    {
        string path = SegmentName.Index(_log.LogFolder, 1);
        byte[] octets = File.ReadAllBytes(path);
        octets[^1] ^= 1;
        File.WriteAllBytes(path, octets);
        SegmentIndex? damaged = SegmentIndex.Load(_log.LogFolder, 1);

        new SegmentRetention(_log.Directory, Microsoft.Extensions.Options.Options.Create(_log.Options), _log.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SegmentRetention>.Instance).Tidy(2, default);

        Assert.That(damaged, Is.Null);
        Assert.That(SegmentIndex.Load(_log.LogFolder, 1)?.Rows, Is.EqualTo(2));
    }

    [Test]
    public void MayMatch_SegmentWithoutTheName_IsPassedOver()
    {
        SegmentIndex index = SegmentIndex.Load(_log.LogFolder, 1)!;
        Assert.That(NameFilter.TryCreate("absent.org", NameMatch.Suffix, out NameFilter? absent), Is.True);
        Assert.That(NameFilter.TryCreate("example.net", NameMatch.Suffix, out NameFilter? present), Is.True);

        Assert.That(index.MayMatch(new QueryLogFilter { Name = absent }), Is.False);
        Assert.That(index.MayMatch(new QueryLogFilter { Name = present }), Is.True);
        Assert.That(index.MayMatch(new QueryLogFilter { Client = LogHarness.Client(9) }), Is.False);
        Assert.That(index.MayMatch(new QueryLogFilter { Client = LogHarness.Client(2) }), Is.True);
    }

    [Test]
    public async Task Tidy_SegmentOlderThanRetention_IsDeleted()
    {
        _log.Time.Advance(_log.Options.Retention - TimeSpan.FromHours(12));

        _log.Retention.Tidy(2, default);

        Assert.That(await _log.NamesAsync(), Is.EqualTo((string[])["notexample.com", "example.com"]));
    }

    [Test]
    public void Tidy_OverTheSizeBound_DeletesTheOldest()
    {
        using var log = new LogHarness(new QueryLogOptions { MaxSizeMegabytes = 16, SegmentSizeMegabytes = 4 });
        string name = string.Join('.', Enumerable.Repeat(new string('x', 60), 4));
        for (int at = 0; at < 90_000; at++)
        {
            log.Add(name);
        }

        log.WriteOut();
        long newest = SegmentName.List(log.LogFolder)[0];
        log.Retention.Tidy(newest, default);
        List<long> left = SegmentName.List(log.LogFolder);

        Assert.That(left, Does.Not.Contain(1L).And.Contain(newest));
        Assert.That(left.Sum(number => new FileInfo(log.SegmentPath(number)).Length), Is.LessThanOrEqualTo(16 * 1024 * 1024));
    }
}
