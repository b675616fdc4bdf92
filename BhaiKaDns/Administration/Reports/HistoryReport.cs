using BhaiKaDns.Analytics;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Reports;

/// <summary>What happened in a span of time, for everybody or for some. Immutable.</summary>
/// <param name="Median">Null for some devices alone: durations are not kept for each.</param>
/// <param name="Devices">Clients that asked, up to the most that are told apart.</param>
/// <param name="Points">Oldest first, at equal distances, those without queries too.</param>
/// <param name="NamesFrom">How many of the newest queries the names were counted in; null when they were counted in all of them.</param>
internal sealed record HistoryReport(
    DateTimeOffset From,
    DateTimeOffset To,
    TimeSpan Step,
    HistoryCounts Totals,
    TimeSpan? Median,
    TimeSpan? P95,
    int Devices,
    IReadOnlyList<HistoryPoint> Points,
    IReadOnlyList<NameCount> Names,
    IReadOnlyList<NameCount> Blocked,
    IReadOnlyList<DeviceCount> Clients,
    IReadOnlyList<UpstreamShare> Upstreams,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ListCount> Lists,
    int? NamesFrom);

internal readonly record struct HistoryPoint(DateTimeOffset Time, HistoryCounts Counts);

/// <param name="Address">Null for all those together that were too many to be told apart.</param>
/// <param name="Device">Declared or learned name.</param>
internal sealed record DeviceCount(string? Address, string? Device, long Queries, long Blocked);

/// <param name="Share">Of all answers of upstreams; 0 to 1.</param>
/// <param name="IsFailing">At this moment; null if it is not configured any more.</param>
internal sealed record UpstreamShare(string Address, long Answers, double Share, double MeanMs, bool? IsFailing);

internal sealed record ReasonCount(Reason Reason, long Count);

internal sealed record ListCount(string Name, long Count);
