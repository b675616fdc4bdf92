using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Resolving;

/// <summary>How long an upstream took, minute by minute; minutes without an answer are gaps.</summary>
public sealed partial class LatencyChart : ComponentBase
{
    private const int Width = 240;
    private const int Height = 60;

    /// <summary>Mean milliseconds of each minute, oldest first; null where there was no answer.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double?> Minutes { get; set; } = [];

    private double Top => Minutes.Max() is { } top ? Math.Max(Math.Ceiling(top), 1) : 0;

    private string Words => Minutes.Any(minute => minute is not null)
        ? T["In the last hour from {0} to {1} milliseconds.", Minutes.Min()!.Value.ToString("0.#", CultureInfo.InvariantCulture), Minutes.Max()!.Value.ToString("0.#", CultureInfo.InvariantCulture)]
        : T["It was not asked in the last hour."];

    private IEnumerable<string> Paths
    {
        get
        {
            StringBuilder path = new();
            double step = (double)Width / Math.Max(Minutes.Count - 1, 1);
            for (int index = 0; index < Minutes.Count; index++)
            {
                if (Minutes[index] is { } minute)
                {
                    double y = Height - 3 - (minute / Top * (Height - 6));

                    // A minute alone would be a point without length; a short way to it makes it a line.
                    double x = index * step;
                    _ = path.Length == 0
                        ? path.Append(CultureInfo.InvariantCulture, $"M{x - 3:0.#} {y:0.#}h3")
                        : path.Append(CultureInfo.InvariantCulture, $"L{x:0.#} {y:0.#}");
                }
                else if (path.Length > 0)
                {
                    yield return path.ToString();
                    path.Clear();
                }
            }

            if (path.Length > 0)
            {
                yield return path.ToString();
            }
        }
    }
}
