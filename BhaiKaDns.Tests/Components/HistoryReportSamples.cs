using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Analytics;

namespace BhaiKaDns.Components;

/// <summary>Reports as the dashboard may meet them.</summary>
internal static class HistoryReportSamples
{
    public static HistoryReport Empty(DateTimeOffset from, DateTimeOffset to) => new(
        from, to, TimeSpan.FromMinutes(1), default, null, null, 0, [new HistoryPoint(from, default)], [], [], [], [], [], [], null);

    public static HistoryReport WithQueries(DateTimeOffset from, DateTimeOffset to) => Empty(from, to) with
    {
        Totals = new HistoryCounts(4_321, 1_000, 2_000, 1_000, 3, 0, 1_000_000),
        Median = TimeSpan.FromMilliseconds(2),
        P95 = TimeSpan.FromMilliseconds(30),
        Devices = 7,
        Points = [new HistoryPoint(from, default), new HistoryPoint(to, new HistoryCounts(4_321, 1_000, 0, 0, 0, 0, 0))],
        Names = [new NameCount("<script>alert(1)</script>.example", 9, 0)],
        Clients = [new DeviceCount("192.168.1.23", "phone", 4_321, 1_000)],
        Upstreams = [new UpstreamShare("192.0.2.1", 1_000, 1, 12.5, true)],
    };
}
