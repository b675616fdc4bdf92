using System.ComponentModel;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Api;

/// <summary>A schedule, as it is read and written.</summary>
internal sealed record ScheduleDocument
{
    [Description("Unique among schedules, without regard to case.")]
    public string Name { get; set; } = "";

    [Description("Names of the groups it holds for.")]
    public IReadOnlyList<string> Groups { get; set; } = [];

    public IReadOnlyList<TimeRangeDocument> Ranges { get; set; } = [];

    [Description("IANA name such as Europe/Berlin; empty for the system's.")]
    public string TimeZone { get; set; } = "";

    [Description("Days on which 'onHolidays' decides.")]
    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];

    public HolidayMode OnHolidays { get; set; }

    [Description("What is done while a range runs.")]
    public ScheduleAction Action { get; set; }

    [Description("Every name is meant.")]
    public bool Everything { get; set; }

    [Description("Names of lists that count only while a range runs; with 'allow', only while none runs.")]
    public IReadOnlyList<string> Lists { get; set; } = [];

    [Description("Ids of services, switched in the same way.")]
    public IReadOnlyList<string> Services { get; set; } = [];

    [Description("Lines of list syntax, switched in the same way.")]
    public IReadOnlyList<string> Rules { get; set; } = [];

    [ReadOnly(true)]
    [Description("What it switches is switched now.")]
    public bool IsInForce { get; set; }

    [ReadOnly(true)]
    [Description("Declared in a file, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public static ScheduleDocument Of(ScheduleOptions schedule, bool isInForce, bool isReadOnly) => new()
    {
        Name = schedule.Name,
        Groups = schedule.Groups,
        Ranges = [.. schedule.Ranges.Select(range => new TimeRangeDocument { Days = range.Days, From = range.From, To = range.To })],
        TimeZone = schedule.TimeZone,
        Holidays = schedule.Holidays,
        OnHolidays = schedule.OnHolidays,
        Action = schedule.Action,
        Everything = schedule.Everything,
        Lists = schedule.Lists,
        Services = schedule.Services,
        Rules = schedule.Rules,
        IsInForce = isInForce,
        IsReadOnly = isReadOnly,
    };

    public ScheduleOptions ToOptions() => new()
    {
        Name = Name,
        Groups = Groups,
        Ranges = [.. Ranges.Select(range => new TimeRangeOptions { Days = range.Days, From = range.From, To = range.To })],
        TimeZone = TimeZone,
        Holidays = Holidays,
        OnHolidays = OnHolidays,
        Action = Action,
        Everything = Everything,
        Lists = Lists,
        Services = Services,
        Rules = Rules,
    };
}

/// <summary>A range of wall-clock time; one that ends at or before its start runs into the next day.</summary>
internal sealed record TimeRangeDocument
{
    [Description("Days on which it starts; empty for every day.")]
    public IReadOnlyList<DayOfWeek> Days { get; set; } = [];

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }
}
