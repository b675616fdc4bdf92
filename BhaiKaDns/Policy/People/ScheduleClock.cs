namespace BhaiKaDns.Policy.People;

/// <summary>
/// Says whether a range of a schedule runs at a moment. What starts in the hour that the clock skips starts at the jump; in the hour
/// that it shows twice, a range starts at the first and ends at the second showing: it neither ends early nor runs twice.
/// </summary>
internal static class ScheduleClock
{
    // A range may have begun yesterday, and a jump of the clock may move a start over midnight.
    private const int DaysAround = 2;

    /// <param name="local">For schedules that name no time zone.</param>
    public static bool IsRunning(ScheduleOptions schedule, DateTimeOffset now, TimeZoneInfo local)
    {
        TimeZoneInfo zone = local;
        if (schedule.TimeZone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out TimeZoneInfo? named))
        {
            zone = named;
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (int days = -DaysAround; days < DaysAround; days++)
        {
            DateOnly date = today.AddDays(days);
            if (schedule.Ranges.Any(range => StartsOn(schedule, range, date) && Contains(range, date, now, zone)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsOn(ScheduleOptions schedule, TimeRangeOptions range, DateOnly date)
    {
        DayOfWeek day = date.DayOfWeek;
        if (schedule.Holidays.Contains(date))
        {
            if (schedule.OnHolidays is HolidayMode.Pause)
            {
                return false;
            }

            day = DayOfWeek.Sunday;
        }

        return range.Days.Count == 0 || range.Days.Contains(day);
    }

    private static bool Contains(TimeRangeOptions range, DateOnly date, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateOnly lastDate = range.To <= range.From ? date.AddDays(1) : date;
        return now >= ToInstant(date.ToDateTime(range.From), zone, isLater: false) && now < ToInstant(lastDate.ToDateTime(range.To), zone, isLater: true);
    }

    private static DateTimeOffset ToInstant(DateTime wall, TimeZoneInfo zone, bool isLater)
    {
        if (zone.IsInvalidTime(wall))
        {
            // Clocks jump at whole minutes: the first minute that exists is the moment of the jump.
            wall = wall.AddTicks(-(wall.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(wall))
            {
                wall = wall.AddMinutes(1);
            }
        }

        if (zone.IsAmbiguousTime(wall))
        {
            TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(wall);
            return new DateTimeOffset(wall, isLater ? offsets.Min() : offsets.Max());
        }

        return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
    }
}
