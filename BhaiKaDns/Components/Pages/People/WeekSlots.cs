using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>The ranges of a schedule as half hours of one week, to look at and to paint; and back.</summary>
internal sealed class WeekSlots
{
    public const int PerDay = 48;
    public const int PerWeek = PerDay * 7;

    /// <summary>The order in which a week is drawn.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private const int MinutesPerSlot = 30;

    private readonly bool[] _slots = new bool[PerWeek];

    /// <param name="day">From 0 for Monday.</param>
    /// <param name="slot">Of the day, from 0 for midnight.</param>
    public bool this[int day, int slot]
    {
        get => _slots[(day * PerDay) + slot];
        set => _slots[(day * PerDay) + slot] = value;
    }

    /// <summary>Half hours in which a range runs, wholly or in part; what runs over midnight stands in the next day.</summary>
    public static WeekSlots Of(IEnumerable<TimeRangeOptions> ranges)
    {
        WeekSlots week = new();
        foreach (TimeRangeOptions range in ranges)
        {
            int from = Minutes(range.From);
            int to = Minutes(range.To);
            int end = to <= from ? to + (24 * 60) : to;
            int first = from / MinutesPerSlot;
            int count = ((end + MinutesPerSlot - 1) / MinutesPerSlot) - first;
            for (int day = 0; day < Days.Count; day++)
            {
                if (range.Days.Count > 0 && !range.Days.Contains(Days[day]))
                {
                    continue;
                }

                for (int slot = 0; slot < count; slot++)
                {
                    week._slots[((day * PerDay) + first + slot) % PerWeek] = true;
                }
            }
        }

        return week;
    }

    /// <summary>The fewest ranges that run in these half hours and in no others; the same hours on several days are one range.</summary>
    public IReadOnlyList<TimeRangeOptions> ToRanges()
    {
        List<(DayOfWeek Day, TimeOnly From, TimeOnly To)> runs = [];
        int start = Array.IndexOf(_slots, false);
        for (int at = 0; at < PerWeek;)
        {
            int length = 0;
            while (length < PerDay && at + length < PerWeek && _slots[(Math.Max(start, 0) + at + length) % PerWeek])
            {
                length++;
            }

            if (length > 0)
            {
                int first = (Math.Max(start, 0) + at) % PerWeek;
                runs.Add((Days[first / PerDay], Clock(first), Clock(first + length)));
            }

            at += Math.Max(length, 1);
        }

        return
        [
            .. runs.GroupBy(run => (run.From, run.To)).Select(same => new TimeRangeOptions
            {
                Days = [.. Days.Where(day => same.Any(run => run.Day == day))],
                From = same.Key.From,
                To = same.Key.To,
            }),
        ];
    }

    private static int Minutes(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static TimeOnly Clock(int slot) => TimeOnly.MinValue.AddMinutes(slot % PerDay * MinutesPerSlot);
}
