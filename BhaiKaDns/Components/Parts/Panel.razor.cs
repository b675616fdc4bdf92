using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>A named region of a page.</summary>
public sealed partial class Panel : ComponentBase
{
    private readonly string _id = "panel-" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string Class { get; set; } = "";

    /// <summary>Buttons or a legend beside the heading.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
