using System.Diagnostics;
using BhaiKaDns.Events;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

/// <summary>Prints what one row costs; run by name.</summary>
[TestFixture]
[Explicit]
[Category("Benchmark")]
internal sealed class QueryLogBenchmarks
{
    private const int RowsPerRound = 1_000_000;

    [Test]
    public async Task ReceiveAndSearch()
    {
        using var log = new LogHarness(new QueryLogOptions { MaxSizeMegabytes = 4096 });
        byte[][] names = [.. Enumerable.Range(0, 1000).Select(at => LogHarness.Name($"host{at}.some-site.example.com"))];
        QueryEvent query = log.Event();
        for (int round = 0; round < 5; round++)
        {
            // CPU time of the process: other work on the machine does not count.
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            for (int at = 0; at < RowsPerRound; at++)
            {
                query.Client = LogHarness.Client((byte)(at & 31));
                log.Writer.Receive(query, names[at % names.Length]);
            }

            await TestContext.Out.WriteLineAsync($"write: {(Environment.CpuUsage.TotalTime - begun).TotalNanoseconds / RowsPerRound:F1} ns of CPU/row");
        }

        log.WriteOut();
        long octets = SegmentName.List(log.LogFolder).Sum(number => new FileInfo(log.SegmentPath(number)).Length);
        await TestContext.Out.WriteLineAsync($"size: {(double)octets / log.Metrics.Rows:F1} bytes/row, {octets / 1048576} MiB");
        TimeSpan tidied = Environment.CpuUsage.TotalTime;
        log.Retention.Tidy(0, default);
        await TestContext.Out.WriteLineAsync($"index: {(Environment.CpuUsage.TotalTime - tidied).TotalNanoseconds / log.Metrics.Rows:F1} ns of CPU/row");
        foreach ((string text, NameMatch match) in new[] { ("absent.org", NameMatch.Suffix), ("absent", NameMatch.Contains) })
        {
            Assert.That(NameFilter.TryCreate(text, match, out NameFilter? name), Is.True);
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            _ = await log.Reader.ReadAsync(new QueryLogFilter { Name = name }, default);
            await TestContext.Out.WriteLineAsync($"search {match}: {(Environment.CpuUsage.TotalTime - begun).TotalMilliseconds:F0} ms of CPU over {log.Metrics.Rows} rows");
        }

        foreach (string text in new[] { "absent", "-decision:allowed", "client:10.0.0.0/8 took:>1s", "*absent* -type:AAAA source:cache" })
        {
            _ = QuerySearch.TryParse(text, QuerySearchNames.None, out QuerySearch? search, out _);
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            _ = await log.Reader.ReadAsync(new QueryLogFilter { Search = search! }, default);
            await TestContext.Out.WriteLineAsync($"search '{text}': {(Environment.CpuUsage.TotalTime - begun).TotalMilliseconds:F0} ms of CPU over {log.Metrics.Rows} rows");
        }

        long last = Stopwatch.GetTimestamp();
        _ = await log.Reader.ReadAsync(new QueryLogFilter(), default);
        await TestContext.Out.WriteLineAsync($"last 100 rows: {Stopwatch.GetElapsedTime(last).TotalMilliseconds:F1} ms");
    }
}
