using System.Globalization;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

/// <summary>Clocks in Berlin: on 2026-03-29 02:00 becomes 03:00, on 2026-10-25 03:00 becomes 02:00 again.</summary>
internal sealed class ScheduleClockTests
{
    [TestCase("22:00", "06:30", "2026-07-01 22:00 +2", true)]
    [TestCase("22:00", "06:30", "2026-07-01 21:59:59 +2", false)]
    [TestCase("22:00", "06:30", "2026-07-02 06:29:59 +2", true)]
    [TestCase("22:00", "06:30", "2026-07-02 06:30 +2", false)]
    [TestCase("08:00", "12:00", "2026-07-02 09:00 +2", true)]
    [TestCase("08:00", "12:00", "2026-07-02 12:00 +2", false)]
    [TestCase("00:00", "00:00", "2026-07-02 23:59 +2", true)]
    public void IsRunning_AroundStartAndEnd_IsExact(string from, string to, string now, bool expected)
    {
        ScheduleOptions schedule = Schedule(from, to);

        bool isRunning = ScheduleClock.IsRunning(schedule, At(now), TimeZoneInfo.Utc);

        Assert.That(isRunning, Is.EqualTo(expected));
    }

    [TestCase("2026-03-29 01:59 +1", false, TestName = "IsRunning_StartInTheSkippedHour_NotBeforeTheJump")]
    [TestCase("2026-03-29 03:00 +2", true, TestName = "IsRunning_StartInTheSkippedHour_BeginsAtTheJump")]
    [TestCase("2026-03-29 03:29 +2", true, TestName = "IsRunning_StartInTheSkippedHour_RunsToItsEnd")]
    [TestCase("2026-03-29 03:30 +2", false, TestName = "IsRunning_StartInTheSkippedHour_EndsOnTime")]
    public void IsRunning_SkippedHour(string now, bool expected)
    {
        ScheduleOptions schedule = Schedule("02:30", "03:30");

        bool isRunning = ScheduleClock.IsRunning(schedule, At(now), TimeZoneInfo.Utc);

        Assert.That(isRunning, Is.EqualTo(expected));
    }

    [TestCase("22:00", "02:30", "2026-10-25 02:29 +2", true)]
    [TestCase("22:00", "02:30", "2026-10-25 02:45 +2", true)]
    [TestCase("22:00", "02:30", "2026-10-25 02:29 +1", true)]
    [TestCase("22:00", "02:30", "2026-10-25 02:30 +1", false)]
    [TestCase("02:30", "05:00", "2026-10-25 02:29 +2", false)]
    [TestCase("02:30", "05:00", "2026-10-25 02:30 +2", true)]
    [TestCase("02:30", "05:00", "2026-10-25 02:10 +1", true)]
    [TestCase("22:00", "06:00", "2026-10-25 05:59 +1", true)]
    [TestCase("22:00", "06:00", "2026-10-25 06:00 +1", false)]
    [TestCase("22:00", "06:00", "2026-03-29 05:59 +2", true)]
    [TestCase("22:00", "06:00", "2026-03-29 06:00 +2", false)]
    public void IsRunning_HourShownTwice_NeitherEndsEarlyNorRunsTwice(string from, string to, string now, bool expected)
    {
        ScheduleOptions schedule = Schedule(from, to);

        bool isRunning = ScheduleClock.IsRunning(schedule, At(now), TimeZoneInfo.Utc);

        Assert.That(isRunning, Is.EqualTo(expected));
    }

    [Test]
    public void IsRunning_WholeDoubledDay_StartsAndEndsOnce()
    {
        ScheduleOptions schedule = Schedule("02:15", "02:45");
        DateTimeOffset first = At("2026-10-24 12:00 +2");

        bool[] minutes = [.. Enumerable.Range(0, 24 * 60).Select(minute => ScheduleClock.IsRunning(schedule, first.AddMinutes(minute), TimeZoneInfo.Utc))];

        Assert.That(minutes.Zip(minutes.Skip(1)).Count(pair => pair.First != pair.Second), Is.EqualTo(2));
    }

    [TestCase("2026-07-03 23:00 +2", true)]
    [TestCase("2026-07-04 05:00 +2", true)]
    [TestCase("2026-07-04 23:00 +2", false)]
    [TestCase("2026-07-03 05:00 +2", false)]
    public void IsRunning_DayOverMidnight_BelongsToTheDayItStarts(string now, bool expected)
    {
        ScheduleOptions schedule = new() { TimeZone = "Europe/Berlin", Ranges = [Range("22:00", "06:00", DayOfWeek.Friday)] };

        bool isRunning = ScheduleClock.IsRunning(schedule, At(now), TimeZoneInfo.Utc);

        Assert.That(isRunning, Is.EqualTo(expected));
    }

    [TestCase(HolidayMode.Pause, "2026-12-25 23:00 +1", false)]
    [TestCase(HolidayMode.Pause, "2026-12-26 05:00 +1", false)]
    [TestCase(HolidayMode.Pause, "2026-12-25 05:00 +1", true)]
    [TestCase(HolidayMode.AsSunday, "2026-12-25 22:30 +1", false)]
    [TestCase(HolidayMode.AsSunday, "2026-12-25 23:30 +1", true)]
    public void IsRunning_Holiday_DoesAsItSays(HolidayMode mode, string now, bool expected)
    {
        ScheduleOptions schedule = new()
        {
            TimeZone = "Europe/Berlin",
            Ranges = [Range("22:00", "06:00", DayOfWeek.Thursday, DayOfWeek.Friday), Range("23:00", "23:59", DayOfWeek.Sunday)],
            Holidays = [new DateOnly(2026, 12, 25)],
            OnHolidays = mode,
        };

        bool isRunning = ScheduleClock.IsRunning(schedule, At(now), TimeZoneInfo.Utc);

        Assert.That(isRunning, Is.EqualTo(expected));
    }

    [Test]
    public void IsRunning_NoTimeZone_IsThatOfTheSystem()
    {
        ScheduleOptions schedule = new() { Ranges = [Range("22:00", "23:00")] };

        bool isRunning = ScheduleClock.IsRunning(schedule, At("2026-07-01 22:30 +2"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.That(isRunning, Is.True);
    }

    private static ScheduleOptions Schedule(string from, string to) => new() { TimeZone = "Europe/Berlin", Ranges = [Range(from, to)] };

    private static TimeRangeOptions Range(string from, string to, params DayOfWeek[] days) =>
        new() { Days = days, From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), To = TimeOnly.Parse(to, CultureInfo.InvariantCulture) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
