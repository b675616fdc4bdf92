using BhaiKaDns.Analytics;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Queries per second of the last minutes, drawn as SVG with a sentence that says the same.</summary>
public sealed partial class RateChart : ComponentBase
{
    private RateChartGeometry _geometry = RateChartGeometry.Empty;

    [CascadingParameter]
    private LiveSnapshot Snapshot { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _geometry = RateChartGeometry.Of(Snapshot.Seconds);
}
