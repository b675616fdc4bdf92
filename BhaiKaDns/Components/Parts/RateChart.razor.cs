using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Queries over time, and how many of them were blocked, drawn as SVG with a sentence that says the same.</summary>
public sealed partial class RateChart : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public RateChartGeometry Geometry { get; set; } = RateChartGeometry.Empty;

    /// <summary>What stands below the right edge.</summary>
    [Parameter]
    public string EndLabel { get; set; } = "";
}
