using BhaiKaDns.Administration.Reports;

namespace BhaiKaDns.Api;

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
