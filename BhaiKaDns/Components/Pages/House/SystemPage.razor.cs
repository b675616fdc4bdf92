using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.House;

/// <summary>How the server is, every two seconds: parts, memory, disk, and the last lines of its own log.</summary>
public sealed partial class SystemPage : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private SystemState _state = SystemState.Empty;
    private bool _warningsOnly;
    private bool _asksRestart;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private SystemOverview Overview { get; set; } = null!;

    [Inject]
    private SettingsAdministration Settings { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Take();

    private static string TagOf(HealthState state) => state switch
    {
        HealthState.Ok => "tag-good",
        HealthState.Down => "tag-bad",
        _ => "tag-care",
    };

    private void Take() => _state = Overview.Take(_warningsOnly ? LogLevel.Warning : LogLevel.Information);

    private void ShowWarnings(ChangeEventArgs change)
    {
        _warningsOnly = change.Value is true;
        Take();
    }

    private async Task RestartAsync()
    {
        _asksRestart = false;
        _ = Notices.Tell(await Settings.RestartAsync(Actor), T["Restarting; this page comes back by itself."]);
    }
}
