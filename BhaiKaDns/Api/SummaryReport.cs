using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <param name="BlockedShare">0 to 1; null where there were no queries.</param>
/// <param name="HitRate">Of what cache or upstreams answered; 0 to 1.</param>
/// <param name="MedianMs">Null for a group or device: durations are kept for the whole home.</param>
internal sealed record SummaryReport(
    DateTimeOffset From,
    DateTimeOffset To,
    long Queries,
    long Blocked,
    double? BlockedShare,
    long CacheHits,
    double? HitRate,
    long Forwarded,
    long Failed,
    long Refused,
    int Clients,
    double? MeanMs,
    double? MedianMs,
    double? P95Ms)
{
    public static SummaryReport Of(HistoryReport report) => new(
        report.From,
        report.To,
        report.Totals.Queries,
        report.Totals.Blocked,
        report.Totals.BlockedShare,
        report.Totals.Cached,
        report.Totals.HitRate,
        report.Totals.Forwarded,
        report.Totals.Failed,
        report.Totals.Refused,
        report.Devices,
        report.Totals.MeanMs,
        report.Median?.TotalMilliseconds,
        report.P95?.TotalMilliseconds);
}

/// <param name="StepSeconds">Distance of the points.</param>
internal sealed record SeriesReport(DateTimeOffset From, DateTimeOffset To, long StepSeconds, IReadOnlyList<SeriesPoint> Items)
{
    public static SeriesReport Of(HistoryReport report) => new(
        report.From,
        report.To,
        (long)report.Step.TotalSeconds,
        [.. report.Points.Select(point => new SeriesPoint(
            point.Time, point.Counts.Queries, point.Counts.Blocked, point.Counts.Cached, point.Counts.Forwarded, point.Counts.Failed, point.Counts.Refused, point.Counts.MeanMs))]);
}

internal sealed record SeriesPoint(
    DateTimeOffset Time, long Queries, long Blocked, long CacheHits, long Forwarded, long Failed, long Refused, double? MeanMs);

/// <param name="CountedIn">The newest so many queries of the span, where not all could be looked at.</param>
internal sealed record TopReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TopItem> Items, int? CountedIn)
{
    public static TopReport Of(HistoryReport report, TopKind kind, int limit)
    {
        IEnumerable<TopItem> items = kind switch
        {
            TopKind.Names => report.Names.Select(name => new TopItem(name.Name, name.Count, MaxError: name.MaxError)),
            TopKind.Blocked => report.Blocked.Select(name => new TopItem(name.Name, name.Count, MaxError: name.MaxError)),
            TopKind.Clients => report.Clients.Select(client => new TopItem(client.Device ?? client.Address ?? "others", client.Queries, client.Address, client.Blocked)),
            TopKind.Upstreams => report.Upstreams.Select(upstream => new TopItem(upstream.Address, upstream.Answers, MeanMs: upstream.MeanMs)),
            TopKind.Lists => report.Lists.Select(list => new TopItem(list.Name, list.Count)),
            _ => report.Reasons.Select(reason => new TopItem(reason.Reason.Id(), reason.Count)),
        };
        return new TopReport(report.From, report.To, [.. items.Take(limit)], kind is TopKind.Names or TopKind.Blocked ? report.NamesFrom : null);
    }
}

/// <param name="Name">What is ranked: a name, device, upstream, list, or id of a reason.</param>
/// <param name="Address">Of a device.</param>
/// <param name="Blocked">Of a device's queries.</param>
/// <param name="MeanMs">Of an upstream's answers.</param>
/// <param name="MaxError">By how much the count may be too high.</param>
internal sealed record TopItem(string Name, long Count, string? Address = null, long? Blocked = null, double? MeanMs = null, long? MaxError = null);
