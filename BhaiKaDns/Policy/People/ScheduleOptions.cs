namespace BhaiKaDns.Policy.People;

/// <summary>One element of <c>Policy:Schedules</c>, and the same shape for schedules kept in the database.</summary>
internal sealed class ScheduleOptions
{
    /// <summary>Unique among schedules, without regard to case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of the groups it holds for.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<TimeRangeOptions> Ranges { get; init; } = [];

    /// <summary>IANA name such as <c>Europe/Berlin</c>; empty for the system's.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Days on which <see cref="OnHolidays"/> decides.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    public HolidayMode OnHolidays { get; init; } = HolidayMode.Pause;

    /// <summary>What is blocked, or let through, while a range runs.</summary>
    public ScheduleAction Action { get; init; } = ScheduleAction.Block;

    /// <summary>Every name.</summary>
    public bool Everything { get; init; }

    /// <summary>Names of lists that count only while a range runs (or, with <see cref="ScheduleAction.Allow"/>, only while none runs).</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Ids of services, switched in the same way.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Lines of list syntax, switched in the same way.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The same schedule for other groups.</summary>
    public ScheduleOptions For(IReadOnlyList<string> groups) => new()
    {
        Name = Name,
        Groups = groups,
        Ranges = Ranges,
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

/// <summary>A range of wall-clock time on some days; one that ends at or before its start runs into the next day.</summary>
internal sealed class TimeRangeOptions
{
    /// <summary>Days on which it starts; empty for every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    public TimeOnly From { get; init; }

    public TimeOnly To { get; init; }
}

internal enum ScheduleAction : byte
{
    Block = 0,
    Allow = 1,
}

/// <summary>What a schedule does on days named as holidays.</summary>
internal enum HolidayMode : byte
{
    /// <summary>No range starts on them.</summary>
    Pause = 0,

    /// <summary>They are like Sundays.</summary>
    AsSunday = 1,
}
