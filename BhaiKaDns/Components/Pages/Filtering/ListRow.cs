using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>One list as the page shows it: what is declared of it, how it is, and whom it serves.</summary>
/// <param name="Report">Null for a list that is off, or was not loaded yet.</param>
/// <param name="Groups">Names of the groups that use it.</param>
internal sealed record ListRow(KnownList Known, ListReport? Report, ListStep? Step, IReadOnlyList<string> Groups)
{
    public string Name => Known.Options.Name;

    /// <summary>Id of the state, also as part of a class name.</summary>
    public string State => !Known.IsOn ? "off" : Report?.State ?? "not-loaded";

    /// <summary>Lines and names that decide nothing.</summary>
    public int Ignored => Report?.Ignored.Values.Sum() ?? 0;

    /// <summary>The list that has most of this one's names, with its share; null where there is none worth telling.</summary>
    public (string Other, double Share)? Most
    {
        get
        {
            if (Report is not { Names: > 0, Overlap.Count: > 0 } report)
            {
                return null;
            }

            KeyValuePair<string, int> most = report.Overlap.MaxBy(pair => pair.Value);
            double share = (double)most.Value / report.Names;
            return share < 0.01 ? null : (most.Key, Math.Min(1, share));
        }
    }
}
