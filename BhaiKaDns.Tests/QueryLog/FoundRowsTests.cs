using System.Net;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

/// <summary>Rows that say what a verdict was reached for.</summary>
internal sealed class FoundRowsTests
{
    private LogHarness _log = null!;

    [SetUp]
    public void SetUp() => _log = new LogHarness();

    [TearDown]
    public void TearDown() => _log.Dispose();

    [Test]
    public async Task Read_RowsWithAndWithoutFound_GivesEachItsOwn()
    {
        _log.Add("plain.example");
        _log.Add("alias.example", decision: Decision.Blocked, reason: Reason.Cname, found: LogHarness.Name("t.tracker.example"));
        _log.Add("four.example", decision: Decision.Blocked, reason: Reason.Rebinding, found: IPAddress.Parse("192.168.1.1").GetAddressBytes());
        _log.Add("six.example", decision: Decision.Blocked, reason: Reason.AnswerAddress, found: IPAddress.Parse("fd00::1").GetAddressBytes());
        _log.Add("last.example");
        _log.WriteOut();

        QueryLogPage page = await _log.Reader.ReadAsync(new QueryLogFilter(), CancellationToken.None);

        Assert.That(page.Rows.Select(row => (row.Name!.TrimEnd('.'), row.Found?.TrimEnd('.'), row.Source)), Is.EqualTo(new (string, string?, AnswerSource)[]
        {
            ("last.example", null, AnswerSource.Cache),
            ("six.example", "fd00::1", AnswerSource.Cache),
            ("four.example", "192.168.1.1", AnswerSource.Cache),
            ("alias.example", "t.tracker.example", AnswerSource.Cache),
            ("plain.example", null, AnswerSource.Cache),
        }));
    }

    [TestCase("tracker.example", NameMatch.Suffix)]
    [TestCase("t.tracker.example", NameMatch.Exact)]
    [TestCase("racker", NameMatch.Contains)]
    public async Task Read_ByNameThatWasFound_FindsTheRow(string text, NameMatch match)
    {
        _log.Add("alias.example", decision: Decision.Blocked, reason: Reason.Cname, found: LogHarness.Name("t.tracker.example"));
        _log.WriteOut();
        Assert.That(NameFilter.TryCreate(text, match, out NameFilter? filter), Is.True);

        QueryLogPage page = await _log.Reader.ReadAsync(new QueryLogFilter { Name = filter }, CancellationToken.None);

        Assert.That(page.Rows, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Read_PrivacyWithoutDomains_FoundIsNotKept()
    {
        using LogHarness log = new(new QueryLogOptions { Privacy = PrivacyLevel.NoDomains });
        log.Add("alias.example", decision: Decision.Blocked, reason: Reason.Cname, found: LogHarness.Name("t.tracker.example"));
        log.WriteOut();

        QueryLogPage page = await log.Reader.ReadAsync(new QueryLogFilter(), CancellationToken.None);

        Assert.That((page.Rows[0].Name, page.Rows[0].Found), Is.EqualTo(((string?)null, (string?)null)));
    }
}
