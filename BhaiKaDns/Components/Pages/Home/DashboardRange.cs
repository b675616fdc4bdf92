namespace BhaiKaDns.Components.Pages.Home;

/// <summary>How far back the dashboard looks.</summary>
internal enum DashboardRange : byte
{
    /// <summary>The last five minutes, second by second.</summary>
    Live = 0,
    Hour = 1,
    Day = 2,
    Week = 3,
    Month = 4,
    Year = 5,
}

/// <summary>What belongs to each range.</summary>
internal static class DashboardRanges
{
    public static readonly IReadOnlyList<DashboardRange> All = Enum.GetValues<DashboardRange>();

    /// <summary>English; translated where it is shown.</summary>
    public static string Words(this DashboardRange range) => range switch
    {
        DashboardRange.Live => "Live",
        DashboardRange.Hour => "Hour",
        DashboardRange.Day => "Day",
        DashboardRange.Week => "Week",
        DashboardRange.Month => "Month",
        _ => "Year",
    };

    /// <summary>What stands below the left edge of the chart.</summary>
    public static string Ago(this DashboardRange range) => range switch
    {
        DashboardRange.Live => "5 minutes ago",
        DashboardRange.Hour => "an hour ago",
        DashboardRange.Day => "a day ago",
        DashboardRange.Week => "a week ago",
        DashboardRange.Month => "a month ago",
        _ => "a year ago",
    };

    /// <summary>What the history is asked; beside the live numbers that of an hour.</summary>
    public static TimeSpan Span(this DashboardRange range) => range switch
    {
        DashboardRange.Live or DashboardRange.Hour => TimeSpan.FromHours(1),
        DashboardRange.Day => TimeSpan.FromDays(1),
        DashboardRange.Week => TimeSpan.FromDays(7),
        DashboardRange.Month => TimeSpan.FromDays(30),
        _ => TimeSpan.FromDays(365),
    };

    /// <summary>How often the history is read again while the page is open.</summary>
    public static TimeSpan Pace(this DashboardRange range) => range switch
    {
        DashboardRange.Live or DashboardRange.Hour => TimeSpan.FromSeconds(15),
        DashboardRange.Day => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromMinutes(5),
    };
}
