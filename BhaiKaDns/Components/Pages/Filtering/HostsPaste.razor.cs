using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Takes lines of a hosts file, after it said what it would take.</summary>
public sealed partial class HostsPaste : ComponentBase
{
    private string _text = "";
    private string _problem = "";
    private PolicyImportResult? _trial;
    private PolicyImport? _import;
    private bool _isBusy;

    [Parameter]
    public EventCallback OnTaken { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private async Task TryAsync()
    {
        (_trial, _problem) = (null, "");
        if (HostsText.Read(_text) is not { } result)
        {
            _problem = T["These are no lines of a hosts file."];
            return;
        }

        _import = result.Policy;
        PolicyImportResult trial = await ImportAsync(isTrial: true);
        _problem = trial.Edit.IsDone ? "" : trial.Edit.Text;
        _trial = trial.Edit.IsDone ? trial : null;
    }

    private async Task TakeAsync()
    {
        PolicyImportResult taken = await ImportAsync(isTrial: false);
        (_problem, _trial) = (taken.Edit.IsDone ? "" : taken.Edit.Text, null);
        if (taken.Edit.IsDone)
        {
            Notices.Say(T["Taken over."]);
            await OnTaken.InvokeAsync();
        }
    }

    private async Task<PolicyImportResult> ImportAsync(bool isTrial)
    {
        _isBusy = true;
        PolicyImportResult result = await Administration.ImportAsync(Actor, _import!, replace: false, isTrial, CancellationToken.None);
        _isBusy = false;
        return result;
    }
}
