using System.Globalization;

namespace BhaiKaDns.QueryLog;

/// <summary>Reads a comparison of how long a query took: <c>&gt;100ms</c>, <c>&lt;=2s</c>, <c>&gt;500us</c>; without a unit milliseconds are meant.</summary>
internal static class QueryDuration
{
    private static readonly (string Unit, double Microseconds)[] Units = [("us", 1), ("ms", 1_000), ("s", 1_000_000), ("", 1_000)];

    /// <param name="least">Microseconds, included.</param>
    /// <param name="most">Microseconds, included.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out uint least, out uint most)
    {
        least = 0;
        most = uint.MaxValue;
        if (text.Length < 2 || text[0] is not ('<' or '>'))
        {
            return false;
        }

        bool isAtLeast = text[0] == '>';
        bool isIncluded = text[1] == '=';
        text = text[(isIncluded ? 2 : 1)..];
        foreach ((string unit, double microseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * microseconds is var length && length < uint.MaxValue)
            {
                uint bound = (uint)Math.Round(length);
                if (isAtLeast)
                {
                    least = isIncluded ? bound : bound + 1;
                }
                else
                {
                    most = isIncluded ? bound : bound == 0 ? 0 : bound - 1;
                }

                // Nothing takes less than no time.
                return isAtLeast || isIncluded || bound > 0;
            }
        }

        return false;
    }
}
