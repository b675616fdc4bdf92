using System.Globalization;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>A device asks for a name at regular intervals. The name is the one that was observed.</summary>
/// <param name="Jitter">Standard deviation of an interval as a share of the period.</param>
/// <param name="Count">Beats so far.</param>
/// <param name="SinceMs">First beat, milliseconds since 1970.</param>
internal readonly record struct HeartbeatFinding(ClientAddress Client, TimeSpan Period, double Jitter, int Count, long SinceMs)
{
    /// <summary>What a person reads after the device's name: "asks a.example about every 60 seconds since 14:02".</summary>
    /// <param name="name">Presentation form.</param>
    /// <param name="zone">The home's.</param>
    public string Sentence(string name, TimeZoneInfo zone)
    {
        DateTimeOffset since = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(SinceMs), zone);
        return string.Create(CultureInfo.InvariantCulture, $"asks {name} about every {PeriodText} since {since:HH:mm}");
    }

    /// <summary>The period in the largest unit that keeps two figures: "60 seconds", "5 minutes", "2 hours".</summary>
    public string PeriodText
    {
        get
        {
            double seconds = Period.TotalSeconds;
            (double value, string unit) = seconds switch
            {
                < 120 => (Math.Round(seconds), "seconds"),
                < 7_200 => (Math.Round(seconds / 60), "minutes"),
                _ => (Math.Round(seconds / 3600, 1), "hours"),
            };
            return string.Create(CultureInfo.InvariantCulture, $"{value} {unit}");
        }
    }
}
