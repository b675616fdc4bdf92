using System.Globalization;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>What a schedule does and when, in plain words.</summary>
internal static class ScheduleWords
{
    private static readonly DayOfWeek[] WorkDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static string ShortDay(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => "Mon",
        DayOfWeek.Tuesday => "Tue",
        DayOfWeek.Wednesday => "Wed",
        DayOfWeek.Thursday => "Thu",
        DayOfWeek.Friday => "Fri",
        DayOfWeek.Saturday => "Sat",
        _ => "Sun",
    };

    /// <summary>One range: "Mon to Fri, 08:00 to 14:00".</summary>
    public static string Range(this Texts texts, TimeRangeOptions range)
    {
        string times = texts["{0} to {1}", range.From.ToString("HH:mm", CultureInfo.InvariantCulture), range.To.ToString("HH:mm", CultureInfo.InvariantCulture)];
        return $"{Days(texts, range)}, {times}{(range.To <= range.From ? " " + texts["the next day"] : "")}";
    }

    /// <summary>What it switches: "blocks everything", "lets YouTube through".</summary>
    public static string Does(this Texts texts, ScheduleOptions schedule)
    {
        string[] what = schedule.Everything
            ? [texts["everything"]]
            :
            [
                .. schedule.Services.Select(id => ServiceCatalog.Find(id)?.Name ?? id),
                .. schedule.Lists.Select(name => texts["the list {0}", DisplayText.Line(name)]),
                .. schedule.Rules.Count == 0 ? [] : (string[])[texts["{0} rules", schedule.Rules.Count]],
            ];
        return texts[schedule.Action is ScheduleAction.Block ? "Blocks {0} in these hours" : "Lets {0} through in these hours only", string.Join(", ", what)];
    }

    private static string Days(Texts texts, TimeRangeOptions range)
    {
        DayOfWeek[] days = [.. WeekSlots.Days.Where(day => range.Days.Count == 0 || range.Days.Contains(day))];
        return days.Length == WeekSlots.Days.Count ? texts["every day"]
            : days.SequenceEqual(WorkDays) ? texts["Mon to Fri"]
            : string.Join(", ", days.Select(day => texts[ShortDay(day)]));
    }
}
