using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The share of each list that each other one has as well.</summary>
public sealed partial class ListOverlapTable : ComponentBase
{
    private const int Most = 12;

    [CascadingParameter]
    private IReadOnlyList<ListRow> All { get; set; } = [];

    // The largest: a table of a hundred lists would say nothing.
    private List<ListRow> Rows => [.. All.Where(row => row.Report is { Names: > 0 }).OrderByDescending(row => row.Report!.Names).Take(Most)];

    private static string Percent(ListRow row, ListRow other)
    {
        int common = row.Report!.Overlap.GetValueOrDefault(other.Name);
        return row == other || row.Report.Names == 0 ? "0" : (100.0 * common / row.Report.Names).ToString("0", CultureInfo.InvariantCulture);
    }
}
