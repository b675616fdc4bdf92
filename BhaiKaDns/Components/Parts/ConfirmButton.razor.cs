using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>A button for what cannot be taken back lightly: it asks before it acts, in the same place.</summary>
public sealed partial class ConfirmButton : ComponentBase
{
    private bool _isAsking;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string Question { get; set; } = "";

    /// <summary>Words on the button that acts.</summary>
    [Parameter, EditorRequired]
    public string Yes { get; set; } = "";

    [Parameter]
    public string Class { get; set; } = "stop-button";

    [Parameter, EditorRequired]
    public EventCallback OnConfirmed { get; set; }

    private Task ConfirmAsync()
    {
        _isAsking = false;
        return OnConfirmed.InvokeAsync();
    }
}
