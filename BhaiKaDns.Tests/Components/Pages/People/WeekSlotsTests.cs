using BhaiKaDns.Policy.People;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.People;

internal sealed class WeekSlotsTests
{
    [Test]
    public void Of_SundayOverMidnight_StandsOnMonday()
    {
        WeekSlots week = WeekSlots.Of([new TimeRangeOptions { Days = [DayOfWeek.Sunday], From = new TimeOnly(23, 0), To = new TimeOnly(1, 0) }]);

        Assert.That((week[6, 46], week[6, 47], week[0, 0], week[0, 1], week[0, 2], week[6, 45]), Is.EqualTo((true, true, true, true, false, false)));
    }

    [TestCase("20:30", "06:30")]
    [TestCase("08:00", "14:00")]
    [TestCase("00:00", "00:00")]
    [TestCase("00:00", "23:30")]
    public void ToRanges_EveryDay_GivesTheSameRange(string from, string to)
    {
        TimeRangeOptions range = new() { From = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), To = TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture) };

        TimeRangeOptions same = WeekSlots.Of([range]).ToRanges().Single();

        Assert.That((same.From, same.To, same.Days.Count), Is.EqualTo((range.From, range.To, 7)));
    }

    [Test]
    public void ToRanges_AnyWeek_RunsInTheSameHalfHours()
    {
        WeekSlots week = new();
        for (int slot = 0; slot < WeekSlots.PerWeek; slot++)
        {
            week[slot / WeekSlots.PerDay, slot % WeekSlots.PerDay] = slot % 7 is 1 or 2 or 4 || slot is > 90 and < 200 || slot > 330;
        }

        WeekSlots same = WeekSlots.Of(week.ToRanges());

        Assert.That(
            Enumerable.Range(0, WeekSlots.PerWeek).Where(slot => same[slot / WeekSlots.PerDay, slot % WeekSlots.PerDay] != week[slot / WeekSlots.PerDay, slot % WeekSlots.PerDay]),
            Is.Empty);
    }
}
