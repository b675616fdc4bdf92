using System.Globalization;

namespace BhaiKaDns.Commands;

/// <summary>Spans of time as people type them: <c>30s</c>, <c>10m</c>, <c>1h</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static class Duration
{
    /// <summary>Seconds of a text; false if it is none, or not above zero.</summary>
    public static bool TryParse(string text, out long seconds)
    {
        seconds = 0;
        int start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                continue;
            }

            int unit = char.ToLowerInvariant(text[at]) switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
            if (unit == 0 || !int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            {
                return false;
            }

            seconds += (long)count * unit;
            start = at + 1;
        }

        return start == text.Length && seconds > 0;
    }
}
