using System.Globalization;
using System.Text;
using BhaiKaDns.Analytics;

namespace BhaiKaDns.Components.Parts;

/// <summary>Paths and words of the rate chart. Both come from the same numbers, so that they cannot disagree.</summary>
/// <param name="Top">The number at the upper edge: 1, 2 or 5 times a power of ten.</param>
internal sealed record RateChartGeometry(long Top, string AllPath, string BlockedPath, string SpanLabel, string Description)
{
    public const int Width = 600;
    public const int Height = 160;

    // The outline runs beyond the picture, where it is cut off: one path gives both the area and its upper edge.
    private const int Beyond = 4;

    public static RateChartGeometry Empty { get; } = new(1, string.Empty, string.Empty, string.Empty, string.Empty);

    public string MiddleLabel => Top < 10 ? (Top / 2.0).ToString("0.#", CultureInfo.InvariantCulture) : DisplayText.Count(Top / 2);

    /// <param name="seconds">Oldest first.</param>
    public static RateChartGeometry Of(IReadOnlyList<SecondCount> seconds)
    {
        if (seconds.Count == 0)
        {
            return Empty;
        }

        long top = RoundUp(seconds.Max(second => second.Queries));
        return new RateChartGeometry(
            top,
            Path(seconds, second => second.Queries, top),
            Path(seconds, second => second.Blocked, top),
            $"{Span(seconds.Count)} ago",
            Describe(seconds));
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50, ... that is not smaller.</summary>
    public static long RoundUp(long count)
    {
        long top = 1;
        for (int step = 0; top < count; step++)
        {
            top = step % 3 == 1 ? top / 2 * 5 : top * 2;
        }

        return top;
    }

    private static string Path(IReadOnlyList<SecondCount> seconds, Func<SecondCount, int> count, long top)
    {
        StringBuilder path = new(seconds.Count * 10);
        double step = seconds.Count == 1 ? 0 : (double)Width / (seconds.Count - 1);
        path.Append(CultureInfo.InvariantCulture, $"M{-Beyond} {Height + Beyond}V{Y(count(seconds[0]))}");
        for (int index = 0; index < seconds.Count; index++)
        {
            path.Append(CultureInfo.InvariantCulture, $"L{index * step:0.#} {Y(count(seconds[index]))}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Width + Beyond}V{Height + Beyond}Z").ToString();

        // The zero line lies just below the picture, so that seconds without queries show no edge.
        int Y(int value) => value == 0 ? Height + 2 : (int)Math.Round(Height - ((double)value / top * (Height - 2)));
    }

    private static string Describe(IReadOnlyList<SecondCount> seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"In the last {Span(seconds.Count)}: {seconds[^1].Queries:N0} queries in the latest second, {seconds.Max(second => second.Queries):N0} at most, {seconds.Average(second => second.Queries):0.0} on average; {seconds.Sum(second => (long)second.Blocked):N0} of {seconds.Sum(second => (long)second.Queries):N0} were blocked.");

    private static string Span(int seconds) => seconds switch
    {
        1 => "1 second",
        < 120 => $"{seconds} seconds",
        _ => $"{seconds / 60} minutes",
    };
}
