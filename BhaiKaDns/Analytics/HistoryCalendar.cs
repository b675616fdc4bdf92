namespace BhaiKaDns.Analytics;

/// <summary>Where buckets begin and end: hours and days are those of the home's clock, which may stand half an hour beside UTC.</summary>
internal static class HistoryCalendar
{
    public const long MinuteMs = 60_000;
    public const long HourMs = 60 * MinuteMs;

    /// <summary>Beginning and end, milliseconds since 1970, of the bucket that holds a moment.</summary>
    public static (long StartMs, long EndMs) Around(long unixTimeMs, HistoryStep step, TimeZoneInfo zone)
    {
        if (step is HistoryStep.Minute)
        {
            long start = unixTimeMs - Modulo(unixTimeMs, MinuteMs);
            return (start, start + MinuteMs);
        }

        var moment = DateTimeOffset.FromUnixTimeMilliseconds(unixTimeMs);
        TimeSpan offset = zone.GetUtcOffset(moment);
        if (step is HistoryStep.Hour)
        {
            long local = unixTimeMs + (long)offset.TotalMilliseconds;
            long start = unixTimeMs - Modulo(local, HourMs);
            return (start, start + HourMs);
        }

        DateTime day = moment.ToOffset(offset).Date;
        return (Midnight(day, zone), Midnight(day.AddDays(1), zone));
    }

    // A day that begins with a leap of the clock begins where the clock goes on.
    private static long Midnight(DateTime day, TimeZoneInfo zone) =>
        new DateTimeOffset(day, zone.GetUtcOffset(DateTime.SpecifyKind(day, DateTimeKind.Unspecified))).ToUnixTimeMilliseconds();

    private static long Modulo(long value, long length) => ((value % length) + length) % length;
}
