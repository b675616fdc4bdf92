using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy.Lists;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Lists that are offered by name, one by one or as a level.</summary>
public sealed partial class ListPicker : ComponentBase
{
    private readonly HashSet<string> _chosen = [];
    private ListLevel? _level = ListLevel.Balanced;
    private bool _isBusy;

    [Parameter]
    public EventCallback OnAdded { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ListDefinitions Definitions { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private IReadOnlyList<ListPreset> Presets => _level is { } level ? ListPresets.Of(level) : ListPresets.All;

    private string Sentence => _level switch
    {
        ListLevel.Light => "One well-kept list against advertising. Hardly anything breaks.",
        ListLevel.Balanced => "Advertising, tracking, malware and phishing: for most homes.",
        ListLevel.Strict => "More of everything, and now and then a page that needs a name let through.",
        ListLevel.Family => "Balanced, without pages for adults and without gambling. Safe search is switched on for a group, on its own page.",
        _ => "Everything that is offered by name.",
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Choose(_level);

    private static string Word(ListLevel level) => level switch
    {
        ListLevel.Light => "Light",
        ListLevel.Balanced => "Balanced",
        ListLevel.Strict => "Strict",
        _ => "Family",
    };

    private bool IsThere(ListPreset preset) => Definitions.Known.Any(known =>
        string.Equals(known.Options.Source, ListPresets.Prefix + preset.Id, StringComparison.OrdinalIgnoreCase) || known.Options.Source == preset.Url);

    // A level is chosen with all that is in it; of everything, nothing.
    private void Choose(ListLevel? level)
    {
        _level = level;
        _chosen.Clear();
        _chosen.UnionWith(level is null ? [] : Presets.Where(preset => !preset.IsSignal && !IsThere(preset)).Select(preset => preset.Id));
    }

    private void Mark(ListPreset preset, bool isChosen) => _ = isChosen ? _chosen.Add(preset.Id) : _chosen.Remove(preset.Id);

    private async Task AddAsync()
    {
        _isBusy = true;
        int added = 0;
        foreach (ListPreset preset in ListPresets.All.Where(preset => _chosen.Contains(preset.Id)))
        {
            ListOptions list = new() { Name = preset.Name, Source = ListPresets.Prefix + preset.Id, Kind = preset.Kind };
            Outcome outcome = await Administration.AddListAsync(Actor, list, CancellationToken.None);
            if (!outcome.IsDone)
            {
                Notices.Warn($"{preset.Name}: {outcome.Text}");
                continue;
            }

            added++;
        }

        _isBusy = false;
        _chosen.Clear();
        if (added > 0)
        {
            Notices.Say(T["{0} lists were added and are being fetched.", added]);
            await OnAdded.InvokeAsync();
        }
    }
}
