using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Adds a device or changes one. What to begin with is cascaded.</summary>
public sealed partial class DeviceForm : ComponentBase
{
    private static readonly string[] Kinds = ["phone", "tablet", "laptop", "computer", "television", "console", "speaker", "camera", "printer", "router", "watch"];

    private FormProblems _problems = FormProblems.None;
    private bool _isSaving;
    private string? _version;

    /// <summary>Name of the device that is changed; empty for a new one.</summary>
    [Parameter]
    public string Original { get; set; } = "";

    /// <summary>The form is closed; nothing was saved.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnDone { get; set; }

    /// <summary>It was saved under this name.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnSaved { get; set; }

    [CascadingParameter]
    private DeviceDraft? Draft { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _version = Policy.Model.DeviceOf(Original) is { } device && Original.Length > 0 ? ObjectVersion.Of(device) : null;

    private async Task SaveAsync()
    {
        DeviceOptions device = Draft!.ToDevice();
        _isSaving = true;
        Outcome outcome = Original.Length == 0
            ? await Administration.AddAsync(Actor, PolicyKinds.Devices, device, CancellationToken.None)
            : await Administration.ChangeAsync(Actor, PolicyKinds.Devices, Original, device, _version, CancellationToken.None);
        _isSaving = false;
        _problems = new FormProblems(outcome.Problems);
        if (Notices.Tell(outcome, T["Saved."]))
        {
            await OnSaved.InvokeAsync(device.Name);
        }
    }
}
