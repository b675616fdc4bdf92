namespace BhaiKaDns.Api;

/// <summary>Spans of time in JSON are whole seconds.</summary>
internal static class Seconds
{
    // A number beyond all bounds is as wrong as a negative one, and must not overflow before it is found to be.
    public static TimeSpan? ToSpan(long? seconds) => seconds is { } count ? TimeSpan.FromSeconds(Math.Clamp(count, -1, int.MaxValue)) : null;
}
