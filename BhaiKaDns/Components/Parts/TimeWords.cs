using System.Globalization;
using BhaiKaDns.Components.Language;

namespace BhaiKaDns.Components.Parts;

/// <summary>Moments as people say them.</summary>
internal static class TimeWords
{
    /// <summary>How long ago something was, roughly.</summary>
    public static string Ago(this Texts texts, DateTimeOffset moment, DateTimeOffset now) => (now - moment) switch
    {
        { TotalMinutes: < 1 } => texts["just now"],
        { TotalMinutes: < 60 } span => texts["{0} min ago", (int)span.TotalMinutes],
        { TotalHours: < 24 } span => texts["{0} h ago", (int)span.TotalHours],
        { TotalDays: var days } => texts["{0} days ago", (int)days],
    };

    /// <summary>When something ends: the clock today and tomorrow morning, the date later.</summary>
    public static string Until(this Texts texts, DateTimeOffset? end, TimeProvider time)
    {
        if (end is not { } moment)
        {
            return texts["for good"];
        }

        DateTimeOffset local = TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
        return texts["until {0}", local.ToString(moment - time.GetUtcNow() < TimeSpan.FromHours(20) ? "HH:mm" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture)];
    }
}
