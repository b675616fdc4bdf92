using System.Globalization;
using System.Text;
using BhaiKaDns.Analytics;

namespace BhaiKaDns.Components.Parts;

/// <summary>
/// Paths and words of the rate chart. Both come from the same numbers, so that they cannot disagree. Public because parameters of
/// components must be.
/// </summary>
/// <param name="Top">The number at the upper edge: 1, 2 or 5 times a power of ten.</param>
public sealed record RateChartGeometry(long Top, string AllPath, string BlockedPath, string SpanLabel, string Description)
{
    public const int Width = 600;
    public const int Height = 160;

    // The outline runs beyond the picture, where it is cut off: one path gives both the area and its upper edge.
    private const int Beyond = 4;

    public static RateChartGeometry Empty { get; } = new(1, string.Empty, string.Empty, string.Empty, string.Empty);

    public bool IsEmpty => AllPath.Length == 0;

    public string MiddleLabel => Top < 10 ? (Top / 2.0).ToString("0.#", CultureInfo.InvariantCulture) : DisplayText.Count(Top / 2);

    /// <param name="seconds">Oldest first.</param>
    internal static RateChartGeometry Of(IReadOnlyList<SecondCount> seconds) => seconds.Count == 0
        ? Empty
        : Of([.. seconds.Select(second => ((long)second.Queries, (long)second.Blocked))], $"{Span(seconds.Count)} ago", Describe(seconds));

    /// <param name="points">Of each point all, and those that were blocked, oldest first.</param>
    /// <param name="spanLabel">What stands below the left edge.</param>
    /// <param name="description">What the picture says, as a sentence.</param>
    internal static RateChartGeometry Of(IReadOnlyList<(long All, long Blocked)> points, string spanLabel, string description)
    {
        if (points.Count == 0)
        {
            return Empty;
        }

        long top = RoundUp(points.Max(point => point.All));
        return new RateChartGeometry(
            top, Path([.. points.Select(point => point.All)], top), Path([.. points.Select(point => point.Blocked)], top), spanLabel, description);
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50, ... that is not smaller.</summary>
    internal static long RoundUp(long count)
    {
        long top = 1;
        for (int step = 0; top < count; step++)
        {
            top = step % 3 == 1 ? top / 2 * 5 : top * 2;
        }

        return top;
    }

    private static string Path(long[] counts, long top)
    {
        StringBuilder path = new(counts.Length * 10);
        double step = counts.Length == 1 ? 0 : (double)Width / (counts.Length - 1);
        path.Append(CultureInfo.InvariantCulture, $"M{-Beyond} {Height + Beyond}V{Y(counts[0])}");
        for (int index = 0; index < counts.Length; index++)
        {
            path.Append(CultureInfo.InvariantCulture, $"L{index * step:0.#} {Y(counts[index])}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Width + Beyond}V{Height + Beyond}Z").ToString();

        // The zero line lies just below the picture, so that seconds without queries show no edge.
        int Y(long value) => value == 0 ? Height + 2 : (int)Math.Round(Height - ((double)value / top * (Height - 2)));
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
