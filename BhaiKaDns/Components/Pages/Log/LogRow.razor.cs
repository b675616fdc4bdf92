using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Log;

/// <summary>A row of the live log. What happened does not change any more, so it is drawn once.</summary>
public sealed partial class LogRow : ComponentBase
{
    private LogLine? _drawn;

    [Parameter, EditorRequired]
    public LogLine Line { get; set; } = null!;

    /// <summary>The reader wants to know why.</summary>
    [Parameter]
    public EventCallback<LogLine> OnChosen { get; set; }

    /// <inheritdoc/>
    protected override bool ShouldRender() => !ReferenceEquals(_drawn, Line);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _drawn = Line;
}
