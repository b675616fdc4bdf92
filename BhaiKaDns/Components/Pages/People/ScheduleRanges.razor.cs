using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>When a schedule runs: a row for each range, and the week that they make.</summary>
public sealed partial class ScheduleRanges : ComponentBase
{
    private const int MaxRanges = 100;

    [CascadingParameter]
    private ScheduleDraft Draft { get; set; } = null!;

    private static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    private static void Toggle(RangeDraft range, DayOfWeek day) => _ = range.Days.Remove(day) || range.Days.Add(day);

    private static void Look()
    {
        // The rows are drawn anew from what was painted.
    }

    private void Add() => Draft.Ranges.Add(new RangeDraft { Days = { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }, From = "20:00", To = "21:00" });
}
