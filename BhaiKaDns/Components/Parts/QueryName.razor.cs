using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>A name that a client asked for: isolated from the text around it, without characters that act, cut in the middle when long.</summary>
public sealed partial class QueryName : ComponentBase
{
    private string _shown = string.Empty;
    private string _head = string.Empty;
    private string _tail = string.Empty;

    /// <summary>Presentation form; anything a stranger may send.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What devices are called has spaces; a name that was asked for never has: there a space is \032.
        _shown = DisplayText.Line(Value);
        (_head, _tail) = DisplayText.Split(_shown);
    }
}
