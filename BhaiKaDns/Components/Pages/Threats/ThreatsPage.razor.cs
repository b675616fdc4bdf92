using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace BhaiKaDns.Components.Pages.Threats;

/// <summary>What the detectors found. It is told of changes and looks at them at its own pace.</summary>
public sealed partial class ThreatsPage : ComponentBase, IDisposable
{
    private const int PageLength = 50;
    private const string HealthPartName = "intelligence";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private static readonly (string Words, FindingState? State)[] States =
        [("Open", FindingState.Open), ("Seen", FindingState.Acknowledged), ("Silenced", FindingState.Silenced), ("All", null)];

    private IReadOnlyList<Finding> _all = [];
    private IReadOnlyList<ModelFile> _models = [];
    private FindingState? _state = FindingState.Open;
    private string _kind = "";
    private string? _problem;
    private int _most = PageLength;
    private volatile bool _isOld = true;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private FindingStore Findings { get; set; } = null!;

    [Inject]
    private ThreatAdministration Administration { get; set; } = null!;

    [Inject]
    private EngineLoader Loader { get; set; } = null!;

    [Inject]
    private IOptions<IntelligenceOptions> Options { get; set; } = null!;

    [Inject]
    private HealthBoard Health { get; set; } = null!;

    [Inject]
    private HomeNames Names { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private List<Finding> Shown => [.. _all.Where(finding => (_state is null || finding.StateOf() == _state) && (_kind.Length == 0 || finding.Kind == _kind))];

    private string ModeTitle => Options.Value.Mode switch
    {
        DetectionMode.Off => T["Detection is off."],
        DetectionMode.Block => T["Watching and blocking."],
        _ => T["Watching only."],
    };

    private string ModeSentence => Options.Value.Mode switch
    {
        DetectionMode.Off => T["Nobody looks for threats; lists and rules work all the same."],
        DetectionMode.Block => T["What is sure enough is blocked, too; popular names never."],
        _ => T["What is found is told here; nothing is blocked by it."],
    };

    private string EmptySentence =>
        _all.Count > 0 ? T["Nothing here with this state and detector."]
        : Options.Value.Mode is DetectionMode.Off ? T["Nothing was found before detection was switched off."]
        : T["Nothing was found. What looks odd appears here by itself."];

    /// <inheritdoc/>
    public void Dispose() => Findings.Changed -= Note;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Findings.Changed += Note;
        Take();
    }

    // Comes from the thread of the events; the next beat looks.
    private void Note(object? sender, EventArgs change) => _isOld = true;

    private void Take()
    {
        _models = Loader.Models();
        _problem = Health.Parts.FirstOrDefault(part => part.Name == HealthPartName) is { State: not HealthState.Ok } part ? part.Detail : null;
        if (_isOld)
        {
            _isOld = false;
            _all = Findings.All;
        }
    }

    private void ChooseState(FindingState? state) => (_state, _most) = (state, PageLength);

    private string CountOf(FindingState? state) => _all.Count(finding => state is null || finding.StateOf() == state) is > 0 and var count ? $"({DisplayText.Count(count)})" : "";

    private string WhoOf(Finding finding) => finding.DeviceOf(Names) ?? finding.Client;

    private string ModelWords(ModelFile model) => T["{0} (version {1}, {2})", T[FindingWords.ModelOf(model.Card.Kind)], model.Card.Version, DisplayText.Bytes(model.Length)];

    private async Task AcknowledgeAsync(Finding finding)
    {
        Notices.Tell(await Administration.MarkAsync(Actor, finding.Id, isAcknowledged: true, isSilenced: null), T["Marked as seen."]);
        Take();
    }

    private Task OpenAsync(Finding finding) => ThreatSheet.ShowAsync(Dialogs, finding.Id);
}
