using System.Globalization;

namespace BhaiKaDns.Components.Parts;

/// <summary>Sizes and moments as people read them.</summary>
internal static class Amounts
{
    public static string Octets(long octets) => octets switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{octets} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e9:0.00} GB"),
    };

    /// <summary>Date and minute on the server's clock.</summary>
    public static string Moment(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
