using System.Globalization;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>A schedule while somebody fills in its form: whatever was typed stays, however wrong.</summary>
internal sealed class ScheduleDraft
{
    public string Name { get; set; } = "";

    public HashSet<string> Groups { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public List<RangeDraft> Ranges { get; set; } = [];

    public string TimeZone { get; set; } = "";

    /// <summary>Dates, one a line.</summary>
    public string Holidays { get; set; } = "";

    public HolidayMode OnHolidays { get; set; }

    public ScheduleAction Action { get; set; }

    public bool Everything { get; set; }

    public HashSet<string> Lists { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Services { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public string Rules { get; set; } = "";

    /// <summary>Everything is off in the night.</summary>
    public static ScheduleDraft BedTime(string name) => new()
    {
        Name = name,
        Everything = true,
        Ranges =
        [
            new RangeDraft { Days = { DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday }, From = "20:30", To = "06:30" },
            new RangeDraft { Days = { DayOfWeek.Friday, DayOfWeek.Saturday }, From = "22:00", To = "07:30" },
        ],
    };

    /// <summary>What distracts is off while school is on; holidays are free.</summary>
    public static ScheduleDraft SchoolHours(string name) => new()
    {
        Name = name,
        Services = { "youtube", "tiktok", "instagram", "snapchat", "roblox", "discord" },
        Ranges = [new RangeDraft { Days = { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }, From = "08:00", To = "14:00" }],
    };

    public static ScheduleDraft Of(ScheduleOptions schedule) => new()
    {
        Name = schedule.Name,
        Groups = new HashSet<string>(schedule.Groups, StringComparer.OrdinalIgnoreCase),
        Ranges = [.. schedule.Ranges.Select(RangeDraft.Of)],
        TimeZone = schedule.TimeZone,
        Holidays = string.Join('\n', schedule.Holidays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        OnHolidays = schedule.OnHolidays,
        Action = schedule.Action,
        Everything = schedule.Everything,
        Lists = new HashSet<string>(schedule.Lists, StringComparer.OrdinalIgnoreCase),
        Services = new HashSet<string>(schedule.Services, StringComparer.OrdinalIgnoreCase),
        Rules = string.Join('\n', schedule.Rules),
    };

    /// <summary>What cannot even be written down as a schedule; all else is checked where it is saved.</summary>
    public IEnumerable<ModelProblem> Unreadable()
    {
        foreach ((int index, RangeDraft range) in Ranges.Index())
        {
            if (range.Read() is null)
            {
                yield return new ModelProblem($"Schedules:Ranges:{index}", "two times such as 20:30 and 06:30 are needed.");
            }
            else if (range.Days.Count == 0)
            {
                yield return new ModelProblem($"Schedules:Ranges:{index}", "at least one day is needed.");
            }
        }

        foreach (string line in RuleLines.Split(Holidays).Where(line => !TryReadDay(line, out _)))
        {
            yield return new ModelProblem("Schedules:Holidays", $"'{line}' is not a date; write 2026-10-20.");
        }
    }

    public ScheduleOptions ToSchedule() => new()
    {
        Name = Name.Trim(),
        Groups = [.. Groups.Order(StringComparer.OrdinalIgnoreCase)],
        Ranges = ReadableRanges(),
        TimeZone = TimeZone.Trim(),
        Holidays = [.. RuleLines.Split(Holidays).Where(line => TryReadDay(line, out _)).Select(line => TryReadDay(line, out DateOnly day) ? day : default).Distinct().Order()],
        OnHolidays = OnHolidays,
        Action = Action,
        Everything = Everything,
        Lists = [.. Lists.Order(StringComparer.OrdinalIgnoreCase)],
        Services = [.. Services.Order(StringComparer.Ordinal)],
        Rules = RuleLines.Split(Rules),
    };

    /// <summary>The ranges whose times can be read and that have a day.</summary>
    public IReadOnlyList<TimeRangeOptions> ReadableRanges() => [.. Ranges.Where(range => range.Days.Count > 0).Select(range => range.Read()).OfType<TimeRangeOptions>()];

    private static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

/// <summary>One range of a schedule as it is typed.</summary>
internal sealed class RangeDraft
{
    public HashSet<DayOfWeek> Days { get; private init; } = [];

    /// <summary>As a browser's field for times gives it.</summary>
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public static RangeDraft Of(TimeRangeOptions range) => new()
    {
        Days = range.Days.Count == 0 ? [.. WeekSlots.Days] : [.. range.Days],
        From = range.From.ToString("HH:mm", CultureInfo.InvariantCulture),
        To = range.To.ToString("HH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>Null where a time cannot be read.</summary>
    public TimeRangeOptions? Read() =>
        TryRead(From, out TimeOnly from) && TryRead(To, out TimeOnly to)
            ? new TimeRangeOptions { Days = Days.Count == WeekSlots.Days.Count ? [] : [.. WeekSlots.Days.Where(Days.Contains)], From = from, To = to }
            : null;

    private static bool TryRead(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
