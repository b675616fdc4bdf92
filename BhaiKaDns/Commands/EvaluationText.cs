using System.Globalization;
using System.Text;
using BhaiKaDns.Intelligence.Evaluation;
using BhaiKaDns.Intelligence.Typos;

namespace BhaiKaDns.Commands;

/// <summary>The report of <c>evaluate</c> as tables. Rows of single families are shown against all benign names without guard; JSON has every row.</summary>
internal static class EvaluationText
{
    private const int FirstWidth = 34;
    private const int Width = 12;

    public static string Of(EvaluationReport report)
    {
        StringBuilder text = new();
        Table(text, "Models", ["kind", "version", "octets", "SHA-256"], report.Models.Select(model => Row(model.Kind, model.Version, model.Bytes, model.Hash)));
        text.Append(CultureInfo.InvariantCulture, $"Seed {report.Seed}.\n");
        Line(text, "Left out of training: ", report.LeftOut);
        Line(text, "Not of a known kind, so skipped: ", report.Skipped);
        Table(text, "Generated names, one at a time", ["family", "against", "guard", "names", "area", "at 1e-2", "at 1e-3", "at 1e-4"], report.Generated?
            .Where(row => row.Family is DgaEvaluation.AllKnown or DgaEvaluation.AllOthers || (row.Against is DgaEvaluation.All && !row.IsGuarded))
            .Select(row => Row(row.Family, row.Against, row.IsGuarded ? "yes" : "no", row.Names, row.Area, row.DetectedAt["1e-2"], row.DetectedAt["1e-3"], row.DetectedAt["1e-4"])));
        Table(text, "Benign names flagged at the shipped thresholds, the last three with guard", ["source", "names", "popular", .. Keys(First(report.Benign)?.Flagged), .. Keys(First(report.Benign)?.FlaggedWithGuard)], report.Benign?
            .Select(row => Row([row.Source, row.Names, row.Popular, .. row.Flagged.Values, .. row.FlaggedWithGuard.Values])));
        Table(text, "Names that failed together", ["label", "names", "windows", "benign", "area", .. Keys(First(report.Swarms)?.Detected)], report.Swarms?
            .Select(row => Row([row.Label, row.Size, row.Windows, row.BenignWindows, row.Area, .. row.Detected.Values])));
        Table(text, "Phishing hosts", ["feed", "hosts", "benign", "area", .. Keys(First(report.Phishing)?.DetectedAt)], report.Phishing?
            .Select(row => Row([row.Source, row.Hosts, row.BenignHosts, row.Area, .. row.DetectedAt.Values])));
        Table(text, "Look-alikes", ["file", "hosts", "flagged", "with brand", "brand found"], report.LookAlikes?
            .Select(row => Row(row.File, row.Counts.Hosts, row.Counts.Flagged, row.Counts.WithBrand, row.Counts.BrandFound)));
        Table(text, "Categories", ["", "domains", "coverage", "precision", "at .98", "right"], report.Categories is { } all
            ? [Row("all", all.Domains, all.Coverage, all.Precision, all.CoverageAt98, all.Right), .. all.Told.Select(told => Row($"{told.Key}: told, right", told.Value.Told, told.Value.Right))]
            : null);
        Typos(text, "Typos", report.Typos);
        Corrections(text, "Names that must not be corrected", report.TypoNegatives);
        Corrections(text, "Generated names that must not be corrected", report.TyposOfGenerated);
        Table(text, "Tunnels", ["label", "sessions", "flagged", "after", "octets", "cut", "passed", "most"], report.Tunnels?
            .Select(row => Row(row.Label, row.Sessions, row.FlaggedShare, row.Queries, row.Octets, row.Cut, row.InformationPassed, row.MostPassed)));
        Table(text, "Sets of threat domains", ["what", "value"], report.ThreatSets is { } sets ? Rows(sets) : null);
        Table(text, "Speed of one score", ["names", "best ns", "median ns", "octets allocated"], report.Speed is { } speed ? [Row(speed.Names, speed.BestNanoseconds, speed.MedianNanoseconds, speed.AllocatedBytes)] : null);
        return text.ToString();
    }

    private static void Typos(StringBuilder text, string title, IReadOnlyList<TypoCounts>? counts) =>
        Table(text, title, ["kind", "names", "corrected", "right", "share right", "precision", "always"], counts?
            .Select(row => Row(row.Kind, row.Names, row.Corrected, row.Right, row.Coverage, row.Precision, row.AlwaysRight)));

    private static void Corrections(StringBuilder text, string title, IReadOnlyList<TypoCounts>? counts) =>
        Table(text, title, ["kind", "names", "corrected"], counts?.Select(row => Row(row.Kind, row.Names, row.Corrected)));

    private static IEnumerable<string[]> Rows(ThreatSetResult sets) =>
    [
        Row("names, rows that are none", sets.Names, sets.Refused), Row("found, found below", sets.Found, sets.FoundBelow), Row("benign, of them listed", sets.Benign, sets.BenignListed),
        Row("others that pass the filter", sets.FilterFalse), Row("octets of set, of filter", sets.SetBytes, sets.FilterBytes),
        Row("ns in the set, best, median", sets.BestNanoseconds, sets.MedianNanoseconds), Row("ns with filter, best, median", sets.FilteredBestNanoseconds, sets.FilteredMedianNanoseconds),
    ];

    private static void Table(StringBuilder text, string title, string[] columns, IEnumerable<string[]>? rows)
    {
        if (rows?.ToArray() is { Length: > 0 } shown)
        {
            text.Append('\n').Append(title).Append('\n');
            foreach (string[] cells in shown.Prepend(columns))
            {
                text.Append("  ").Append(cells[0].PadRight(FirstWidth)).AppendJoin("", cells.Skip(1).Select(cell => " " + cell.PadLeft(Width))).Append('\n');
            }
        }
    }

    private static void Line(StringBuilder text, string what, IReadOnlyList<string>? names)
    {
        if (names is { Count: > 0 })
        {
            text.Append(what).AppendJoin(", ", names).Append(".\n");
        }
    }

    private static string[] Row(params ReadOnlySpan<object> cells)
    {
        string[] row = new string[cells.Length];
        for (int at = 0; at < cells.Length; at++)
        {
            row[at] = cells[at] switch
            {
                double.NaN => "-",
                double number => number.ToString("0.####", CultureInfo.InvariantCulture),
                var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
            };
        }

        return row;
    }

    private static T? First<T>(IReadOnlyList<T>? rows)
        where T : class => rows is { Count: > 0 } ? rows[0] : null;

    private static IEnumerable<string> Keys(IReadOnlyDictionary<string, double>? values) => values?.Keys ?? [];
}
