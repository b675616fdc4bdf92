using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Intelligence.Threats;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BhaiKaDns.Components.Pages.Threats;

/// <summary>One finding with its evidence and what can be done about it, at the side of the page.</summary>
public sealed partial class ThreatSheet : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly DialogOptions Look = new() { Position = DialogPosition.CenterRight, MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, NoHeader = false };

    private Finding? _finding;
    private bool _isBusy;

    /// <summary>Of the finding.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [CascadingParameter]
    private IMudDialogInstance? Dialog { get; set; }

    [Inject]
    private FindingStore Findings { get; set; } = null!;

    [Inject]
    private ThreatAdministration Administration { get; set; } = null!;

    [Inject]
    private HomeNames Names { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>Opens the sheet over the page.</summary>
    public static async Task ShowAsync(IDialogService dialogs, long id)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        DialogParameters<ThreatSheet> parameters = new() { { sheet => sheet.Id, id } };
        _ = await dialogs.ShowAsync<ThreatSheet>(title: null, parameters, Look);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Take();

    private void Take() => _finding = Findings.Find(Id);

    private void Close() => Dialog?.Close();

    private async Task MarkAsync(bool? isAcknowledged, bool? isSilenced)
    {
        _isBusy = true;
        Notices.Tell(
            await Administration.MarkAsync(Actor, Id, isAcknowledged, isSilenced),
            isSilenced is true ? T["You will not hear of it again."] : isAcknowledged is true ? T["Marked as seen."] : T["It is told again."]);
        _isBusy = false;
        Take();
    }

    private async Task JudgeAsync(Finding finding, bool isGood)
    {
        _isBusy = true;
        Outcome outcome = await Administration.FeedbackAsync(Actor, finding.Name, isGood, client: null, CancellationToken.None);
        if (Notices.Tell(outcome, isGood ? T["The name is allowed now."] : T["The name is blocked now."]))
        {
            // Who judges it has seen it.
            _ = await Administration.MarkAsync(Actor, Id, isAcknowledged: true, isSilenced: null);
        }

        _isBusy = false;
        Take();
    }

    private static string LogAddress(Finding finding)
    {
        string client = finding.Client.Length > 0 ? $"client:{finding.Client}" : "";
        string name = finding.Name.Length > 0 ? $"name:*.{finding.Name}" : "";
        return "queries?search=" + Uri.EscapeDataString($"{client} {name}".Trim());
    }
}
