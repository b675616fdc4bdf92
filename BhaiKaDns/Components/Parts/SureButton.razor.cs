using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>A button for what cannot be undone with a click: it asks once more in its place.</summary>
public sealed partial class SureButton : ComponentBase
{
    private bool _isAsking;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string Question { get; set; } = "";

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public EventCallback OnSure { get; set; }

    private Task YesAsync()
    {
        _isAsking = false;
        return OnSure.InvokeAsync();
    }
}
