using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>All lists: how they are, what each is worth, and what can be done with them.</summary>
public sealed partial class ListsPage : ComponentBase
{
    private List<ListRow> _rows = [];
    private string? _open;
    private bool _isAdding;
    private bool _hasFailed;
    private bool _isFilteringOn = true;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ListOverview Overview { get; set; } = null!;

    [Inject]
    private ListDefinitions Definitions { get; set; } = null!;

    [Inject]
    private ListProgress Progress { get; set; } = null!;

    [Inject]
    private ListAdministration Lists { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private IOptions<FilteringOptions> Filtering { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<ListsPage> Logger { get; set; } = null!;

    private bool MayChange => Actor.May(Permissions.Lists);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _isFilteringOn = Filtering.Value.Enabled;
        return LookAsync();
    }

    internal static string StateWord(ListRow row) => row.State switch
    {
        "off" => "off",
        "in-force" => "in force",
        "held-back" => "newer text held back",
        "not-updated" => "not updated",
        _ => "not loaded yet",
    };

    internal static string StageWord(ListStage stage) => stage switch
    {
        ListStage.Waiting => "waiting for its turn",
        ListStage.Fetching => "being fetched",
        ListStage.Compiling => "being put in force",
        ListStage.Done => "done",
        ListStage.Failed => "failed",
        _ => "given up",
    };

    private static string StateClass(ListRow row) => row.State switch
    {
        "in-force" => "tag-good",
        "held-back" or "not-updated" => "tag-care",
        "not-loaded" => "tag-bad",
        _ => "",
    };

    private static string KindOf(ListRow row) => (row.Report?.Kind ?? row.Known.Options.Kind.ToString().ToLowerInvariant()) switch
    {
        "allow" => "allows",
        "threat" => "threats",
        _ => "blocks",
    };

    private static string Number(int? count) => count is { } known ? DisplayText.Count(known) : "–";

    private void ToggleAdding() => _isAdding = !_isAdding;

    private void Open(string name) => _open = _open == name ? null : name;

    private Task AddedAsync()
    {
        _isAdding = false;
        return LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            // A table of a million names is counted once after each change; that is not for the circuit's thread.
            IReadOnlyList<ListReport> reports = await Task.Run(Overview.Take);
            _rows = [.. Definitions.Known.Select(known => RowOf(known, reports))];
            _hasFailed = false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            if (!_hasFailed)
            {
                LogNotShown(Logger, problem);
            }

            _hasFailed = true;
        }
    }

    private ListRow RowOf(KnownList known, IReadOnlyList<ListReport> reports)
    {
        string name = known.Options.Name;
        ListReport? report = known.IsOn ? reports.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase)) : null;
        IEnumerable<string> groups = Policy.Model.Groups
            .Where(group => group.Lists.Contains(GroupOptions.All) || group.Lists.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(group => group.Name);
        return new ListRow(known, report, report is null ? null : Progress.Of(report.Id), [.. groups]);
    }

    private void Refresh(ushort? id, bool accept) => Notices.Tell(Lists.Refresh(Actor, id, accept), T["Being fetched; this page shows how it goes."]);

    [LoggerMessage(2260, LogLevel.Warning, "The lists could not be shown on a page; it tries again at its next beat.")]
    private static partial void LogNotShown(ILogger logger, Exception problem);
}
