using System.Globalization;
using BhaiKaDns.Components.Language;

namespace BhaiKaDns.Components.Parts;

/// <summary>Spans of time as people say them, and as they choose them: a number and its unit.</summary>
internal static class SpanText
{
    /// <summary>Units from which people choose, largest first; the id is the English word.</summary>
    public static readonly IReadOnlyList<(string Unit, TimeSpan Length)> Units =
        [("days", TimeSpan.FromDays(1)), ("hours", TimeSpan.FromHours(1)), ("minutes", TimeSpan.FromMinutes(1)), ("seconds", TimeSpan.FromSeconds(1)), ("milliseconds", TimeSpan.FromMilliseconds(1))];

    /// <summary>A number of the largest unit that leaves no rest.</summary>
    public static (long Number, string Unit) Split(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return (0, "seconds");
        }

        (string unit, TimeSpan length) = Units.FirstOrDefault(unit => span.Ticks % unit.Length.Ticks == 0, Units[^1]);
        return (span.Ticks / length.Ticks, unit);
    }

    public static TimeSpan Join(long number, string unit)
    {
        long ticks = Units.First(known => known.Unit == unit).Length.Ticks;
        return TimeSpan.FromTicks(Math.Clamp(number, -TimeSpan.MaxValue.Ticks / ticks, TimeSpan.MaxValue.Ticks / ticks) * ticks);
    }

    /// <summary>"2 hours 30 minutes"; of the two largest units alone.</summary>
    public static string Of(TimeSpan span, Texts texts)
    {
        if (span < TimeSpan.FromMilliseconds(1))
        {
            return texts["{0} seconds", 0];
        }

        List<string> parts = [];
        foreach ((string unit, TimeSpan length) in Units)
        {
            long number = span.Ticks / length.Ticks;
            span -= TimeSpan.FromTicks(number * length.Ticks);
            if (number > 0 && parts.Count < 2)
            {
                parts.Add(texts["{0} " + (number == 1 ? unit[..^1] : unit), number.ToString(CultureInfo.InvariantCulture)]);
            }
        }

        return string.Join(' ', parts);
    }
}
