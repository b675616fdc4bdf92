using System.Buffers;
using System.Globalization;

namespace BhaiKaDns.Import;

/// <summary>Spans of time as programs written in Go give them: <c>1h30m</c>, <c>10s</c>.</summary>
internal static class PeerDuration
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    /// <summary>Null if this is no span. A number alone is in <paramref name="unit"/>.</summary>
    public static TimeSpan? Parse(string? text, TimeSpan unit)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double alone))
        {
            return Clamp(alone * unit.TotalSeconds);
        }

        double seconds = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return null;
        }

        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(NumberLetters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return null;
            }

            rest = rest[digits..];
            int letters = rest.IndexOfAny(NumberLetters);
            ReadOnlySpan<char> name = letters < 0 ? rest : rest[..letters];
            double factor = name switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, "d" => 86_400, _ => double.NaN };
            if (double.IsNaN(factor))
            {
                return null;
            }

            seconds += number * factor;
            rest = rest[name.Length..];
        }

        return Clamp(seconds);
    }

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(36_500).TotalSeconds));
}
