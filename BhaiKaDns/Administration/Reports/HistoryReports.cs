using BhaiKaDns.Analytics;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Administration.Reports;

/// <summary>
/// Puts together what history, log and policy know of a span of time. Durations, reasons, lists and upstreams are kept for the whole
/// home; for some devices alone the names are counted in the newest rows of the log.
/// </summary>
internal sealed class HistoryReports(QueryHistory history, QueryLogReader log, HomeNames names, UpstreamDirectory upstreams, TimeProvider time)
{
    /// <summary>Most points of a chart.</summary>
    public const int MaxPoints = 300;

    /// <summary>Longest span.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    private const int RowsForNames = 5_000;
    private static readonly TimeSpan MinuteSpan = TimeSpan.FromHours(26);
    private static readonly TimeSpan HourSpan = TimeSpan.FromDays(95);

    /// <summary>Null with the problem if the span or the scope cannot be.</summary>
    public async Task<(HistoryReport? Report, QuestionProblem? Problem)> ReadAsync(DateTimeOffset from, DateTimeOffset to, HistoryScope scope, CancellationToken cancellationToken)
    {
        if (to <= from || to - from > Longest)
        {
            return (null, new QuestionProblem("from", 0, "The span must begin before it ends and be at most ten years long."));
        }

        if (scope.ToTest(names, out QuestionProblem? problem) is not { } test)
        {
            return (null, problem);
        }

        HistoryStep step = StepFor(from, to);
        IReadOnlyList<HistoryBucket> buckets = await history.ReadAsync(step, from, to, cancellationToken);
        IReadOnlyList<HistoryBucket> named = step is HistoryStep.Minute ? await history.ReadAsync(HistoryStep.Hour, from, to, cancellationToken) : buckets;
        (IReadOnlyList<NameCount> Names, IReadOnlyList<NameCount> Blocked, int? From) top = scope.IsEverybody
            ? (HistoryBucket.Sum(0, named).Names, HistoryBucket.Sum(0, named).Blocked, null)
            : await NamesInLogAsync(from, to, test, cancellationToken);
        return (await Task.Run(() => Build(from, to, step, buckets, scope.IsEverybody ? null : test) with { Names = top.Names, Blocked = top.Blocked, NamesFrom = top.From }, cancellationToken), null);
    }

    private HistoryStep StepFor(DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset now = time.GetUtcNow();
        return to - from <= MinuteSpan && from >= now - HistoryArchive.MinutesKept ? HistoryStep.Minute
            : to - from <= HourSpan && from >= now - HistoryArchive.HoursKept ? HistoryStep.Hour
            : HistoryStep.Day;
    }

    private HistoryReport Build(DateTimeOffset from, DateTimeOffset to, HistoryStep step, IReadOnlyList<HistoryBucket> buckets, Func<ClientAddress, bool>? test)
    {
        HistoryBucket sum = HistoryBucket.Sum(from.ToUnixTimeMilliseconds(), buckets);
        HistoryCounts totals = test is null ? sum.Totals : CountsOf(sum, test);
        long[] latency = [.. sum.Latency];
        long answers = sum.Upstreams.Sum(upstream => upstream.Answers);
        ClientHistory[] clients = [.. sum.Clients.Where(client => test is null || test(client.Client))];
        (TimeSpan length, HistoryPoint[] points) = Points(from, to, step, buckets, test);
        return new HistoryReport(
            from,
            to,
            length,
            totals,
            test is null ? LatencyScale.Quantile(latency, 0.5) : null,
            test is null ? LatencyScale.Quantile(latency, 0.95) : null,
            clients.Select(client => names.DeviceOf(client.Client) ?? client.Client.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            points,
            [],
            [],
            Devices(clients, test is null ? sum.Others : default),
            [.. sum.Upstreams.Where(upstream => upstream.Address.Length > 0).OrderByDescending(upstream => upstream.Answers).Select(upstream => Share(upstream, answers))],
            [.. sum.Reasons.Select(reason => new ReasonCount((Reason)reason.Key, reason.Count)).Where(reason => Enum.IsDefined(reason.Reason)).OrderByDescending(reason => reason.Count)],
            [.. sum.Lists.Select(list => new ListCount(names.ListOf(list.Key) ?? "", list.Count)).Where(list => list.Name.Length > 0).OrderByDescending(list => list.Count)],
            null);
    }

    private static HistoryCounts CountsOf(HistoryBucket bucket, Func<ClientAddress, bool>? test) => test is null
        ? bucket.Totals
        : bucket.Clients.Where(client => test(client.Client)).Aggregate(default(HistoryCounts), (sum, client) => sum + client.Counts);

    private static (TimeSpan Length, HistoryPoint[] Points) Points(
        DateTimeOffset from, DateTimeOffset to, HistoryStep step, IReadOnlyList<HistoryBucket> buckets, Func<ClientAddress, bool>? test)
    {
        TimeSpan one = step switch { HistoryStep.Minute => TimeSpan.FromMinutes(1), HistoryStep.Hour => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) };
        long slots = Math.Max(1, (long)Math.Ceiling((to - from) / one));
        TimeSpan length = one * ((slots + MaxPoints - 1) / MaxPoints);
        int count = (int)Math.Max(1, Math.Ceiling((to - from) / length));
        HistoryPoint[] points = [.. Enumerable.Range(0, count).Select(index => new HistoryPoint(from + (index * length), default))];
        foreach (HistoryBucket bucket in buckets)
        {
            // The bucket that holds the beginning of the span begins before it.
            int index = Math.Clamp((int)((DateTimeOffset.FromUnixTimeMilliseconds(bucket.StartMs) - from) / length), 0, count - 1);
            points[index] = points[index] with { Counts = points[index].Counts + CountsOf(bucket, test) };
        }

        return (length, points);
    }

    // A device with several addresses is one line.
    private DeviceCount[] Devices(ClientHistory[] clients, HistoryCounts others)
    {
        IEnumerable<DeviceCount> devices = clients
            .GroupBy(client => names.DeviceOf(client.Client) ?? client.Client.ToString(), StringComparer.OrdinalIgnoreCase)
            .Select(same => new DeviceCount(
                same.MaxBy(client => client.Counts.Queries).Client.ToString(),
                names.DeviceOf(same.First().Client),
                same.Sum(client => client.Counts.Queries),
                same.Sum(client => client.Counts.Blocked)));
        if (others.Queries > 0)
        {
            devices = devices.Append(new DeviceCount(null, null, others.Queries, others.Blocked));
        }

        return [.. devices.OrderByDescending(device => device.Queries)];
    }

    private UpstreamShare Share(UpstreamHistory upstream, long answers) => new(
        upstream.Address,
        upstream.Answers,
        answers == 0 ? 0 : (double)upstream.Answers / answers,
        upstream.Answers == 0 ? 0 : upstream.ElapsedMicroseconds / 1000.0 / upstream.Answers,
        upstreams.All.FirstOrDefault(known => known.Address.Text == upstream.Address)?.IsFailing);

    private async Task<(IReadOnlyList<NameCount> Names, IReadOnlyList<NameCount> Blocked, int? From)> NamesInLogAsync(
        DateTimeOffset from, DateTimeOffset to, Func<ClientAddress, bool> test, CancellationToken cancellationToken)
    {
        QuerySearch search = new([new QueryTerm { Field = QueryField.Device, IsTheirs = test }]);
        QueryLogPage page = await log.ReadAsync(new QueryLogFilter { Search = search, From = from, To = to, Limit = RowsForNames }, cancellationToken);
        return (
            Top(page.Rows.Where(row => row.Decision is not (Decision.Blocked or Decision.Refused))),
            Top(page.Rows.Where(row => row.Decision is Decision.Blocked)),
            page.Next is null ? null : page.Rows.Count);
    }

    private static NameCount[] Top(IEnumerable<QueryLogRow> rows) =>
    [
        .. rows.Where(row => row.Name is not null)
            .GroupBy(row => row.Name!, StringComparer.Ordinal)
            .Select(same => new NameCount(same.Key, same.LongCount(), 0))
            .OrderByDescending(name => name.Count)
            .Take(HistoryBucket.MaxNames),
    ];
}
