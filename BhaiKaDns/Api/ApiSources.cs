using BhaiKaDns.Analytics;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <summary>What the API asks of the slices below; joined in <c>Program.cs</c>.</summary>
internal sealed record ApiSources
{
    /// <summary>Exact counts since the start.</summary>
    public required Func<LiveTotals> Totals { get; init; }

    public required Explain Explain { get; init; }
}
