using BhaiKaDns.Administration.Reports;

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
