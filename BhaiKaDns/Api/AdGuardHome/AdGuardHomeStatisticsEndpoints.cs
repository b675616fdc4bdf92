using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.AdGuardHome;

/// <summary><c>/control/stats</c> and <c>/control/querylog</c> of AdGuard Home's API.</summary>
internal static class AdGuardHomeStatisticsEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    private static readonly IReadOnlyDictionary<string, string> NoWhois = new Dictionary<string, string>();

    public static void MapAdGuardHomeStatistics(this IEndpointRouteBuilder control)
    {
        control.MapGet("/stats", GetStats).Needs(Permissions.Read);
        control.MapGet("/stats_info", GetStatsPeriod).Needs(Permissions.Read);
        control.MapGet("/querylog", GetLog).Needs(Permissions.Read);
    }

    internal static async Task<JsonHttpResult<StatsAnswer>> GetStats([FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryBucket> hours = await figures.HoursAsync(cancellationToken);
        HistoryBucket day = HistoryBucket.Sum(0, [.. hours]);
        long[] byHour = [.. ByHour(hours, figures.Now, bucket => bucket.Totals.Queries)];
        return TypedResults.Json(
            new StatsAnswer(
                "hours",
                day.Totals.Queries,
                day.Totals.Blocked,
                Of(day, Reason.ThreatFeed),
                Of(day, Reason.SafeSearch),
                Of(day, Reason.Service) + Of(day, Reason.Schedule),
                (day.Totals.MeanMs ?? 0) / 1000,
                [.. day.Names.Select(name => Entry(name.Name, name.Count))],
                [.. day.Clients.Select(client => Entry(client.Client.ToString(), client.Counts.Queries))],
                [.. day.Blocked.Select(name => Entry(name.Name, name.Count))],
                [.. day.Upstreams.Select(upstream => Entry(upstream.Address, upstream.Answers))],
                [.. day.Upstreams.Where(upstream => upstream.Answers > 0).Select(upstream => Entry(upstream.Address, upstream.ElapsedMicroseconds / 1e6 / upstream.Answers))],
                byHour,
                [.. ByHour(hours, figures.Now, bucket => bucket.Totals.Blocked)],
                [.. ByHour(hours, figures.Now, bucket => Of(bucket, Reason.ThreatFeed))],
                [.. ByHour(hours, figures.Now, bucket => Of(bucket, Reason.Service) + Of(bucket, Reason.Schedule))]),
            AdGuardHomeJson.Default.StatsAnswer);
    }

    internal static JsonHttpResult<StatsPeriodAnswer> GetStatsPeriod() => TypedResults.Json(new StatsPeriodAnswer(1), AdGuardHomeJson.Default.StatsPeriodAnswer);

    internal static async Task<JsonHttpResult<LogAnswer>> GetLog(
        int? limit,
        string? search,
        [FromQuery(Name = "older_than")] string? olderThan,
        [FromQuery(Name = "response_status")] string? status,
        [FromServices] DayFigures figures,
        [FromServices] UpstreamNames upstreams,
        CancellationToken cancellationToken)
    {
        NameFilter? name = null;
        if (!string.IsNullOrEmpty(search) && !NameFilter.TryCreate(search.Trim('"'), NameMatch.Contains, out name))
        {
            return TypedResults.Json(new LogAnswer("", []), AdGuardHomeJson.Default.LogAnswer);
        }

        bool isOlder = DateTimeOffset.TryParse(olderThan, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset before);
        QueryLogFilter filter = new()
        {
            Name = name,
            To = isOlder ? before : null,
            Decision = status is "blocked" or "filtered" ? Decision.Blocked : null,
            Limit = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit),
        };
        IReadOnlyList<QueryLogRow> rows = await figures.RowsAsync(filter, cancellationToken);
        string oldest = rows.Count == 0 ? "" : rows[^1].Time.ToString("O", CultureInfo.InvariantCulture);
        return TypedResults.Json(new LogAnswer(oldest, [.. rows.Select(row => Row(row, figures, upstreams))]), AdGuardHomeJson.Default.LogAnswer);
    }

    private static long Of(HistoryBucket bucket, Reason reason) => bucket.Reasons.Where(pair => pair.Key == (ushort)reason).Sum(pair => pair.Count);

    private static Dictionary<string, double> Entry(string key, double value) => new() { [key] = value };

    // Twenty-four numbers, the running hour last.
    private static IEnumerable<long> ByHour(IReadOnlyList<HistoryBucket> hours, DateTimeOffset now, Func<HistoryBucket, long> valueOf)
    {
        ILookup<long, HistoryBucket> byHour = hours.ToLookup(bucket => (now.ToUnixTimeMilliseconds() / 3_600_000) - (bucket.StartMs / 3_600_000));
        return Enumerable.Range(0, 24).Reverse().Select(age => byHour[age].Sum(valueOf));
    }

    private static LogRow Row(QueryLogRow row, DayFigures figures, UpstreamNames upstreams) => new(
        [],
        row.Source is AnswerSource.Cache or AnswerSource.Stale,
        row.Upstream == 0 ? "" : upstreams(row.Upstream),
        false,
        row.Client?.ToString() ?? "",
        new LogClient(row.Client is { } client ? figures.DeviceOf(client) : "", false, "", NoWhois),
        "",
        row.ElapsedMs.ToString("0.######", CultureInfo.InvariantCulture),
        new LogQuestion("IN", row.Name ?? "", RecordTypeText.ToText(row.Type)),
        ReasonOf(row),
        row.ListId == 0 ? [] : [new LogRule(row.ListId, "")],
        row.ResponseCode switch
        {
            ResponseCode.NoError => "NOERROR",
            ResponseCode.NameError => "NXDOMAIN",
            ResponseCode.ServerFailure => "SERVFAIL",
            ResponseCode.Refused => "REFUSED",
            _ => row.ResponseCode.ToString().ToUpperInvariant(),
        },
        row.Time);

    private static string ReasonOf(QueryLogRow row) => row switch
    {
        { Decision: Decision.Blocked, Reason: Reason.ThreatFeed } => "FilteredSafeBrowsing",
        { Decision: Decision.Blocked, Reason: Reason.Service } => "FilteredBlockedService",
        { Decision: Decision.Blocked } => "FilteredBlackList",
        { Reason: Reason.SafeSearch } => "FilteredSafeSearch",
        { Decision: Decision.Rewritten or Decision.Local } => "Rewrite",
        { Reason: Reason.AllowList or Reason.UserRule } => "NotFilteredWhiteList",
        { Decision: Decision.Failed } => "NotFilteredError",
        _ => "NotFilteredNotFound",
    };
}
