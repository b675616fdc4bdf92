using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Adds a list by its address, or changes one that a person added.</summary>
public sealed partial class ListEditor : ComponentBase
{
    private readonly string _id = "list-" + Guid.NewGuid().ToString("N")[..8];
    private string _name = "";
    private string _source = "";
    private ListKind _kind = ListKind.Block;
    private int? _hours;
    private bool _isOn = true;
    private string? _version;
    private string _problem = "";
    private bool _isBusy;

    /// <summary>Of the list to be changed; null adds one.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ListDefinitions Definitions { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Name is not null && Definitions.Known.FirstOrDefault(known => known.Options.Name == Name)?.Options is { } list)
        {
            (_name, _source, _kind, _isOn) = (list.Name, list.Source, list.Kind, list.Enabled);
            _hours = list.Interval is { } interval ? Math.Max(1, (int)interval.TotalHours) : null;
            _version = ObjectVersion.Of(list);
        }
    }

    private async Task SaveAsync()
    {
        TimeSpan? interval = _hours is { } hours ? TimeSpan.FromHours(Math.Clamp(hours, 1, (int)FilteringOptions.LongestInterval.TotalHours)) : null;
        ListOptions list = new() { Name = _name.Trim(), Source = _source.Trim(), Kind = _kind, Enabled = _isOn, Interval = interval };
        _isBusy = true;
        Outcome outcome = Name is null
            ? await Administration.AddListAsync(Actor, list, CancellationToken.None)
            : await Administration.ChangeListAsync(Actor, Name, list, _version, CancellationToken.None);
        _isBusy = false;
        _problem = string.Join(' ', outcome.Problems.Select(problem => problem.Problem));
        if (outcome.IsDone)
        {
            Notices.Tell(outcome, T[Name is null ? "The list was added and is being fetched." : "Saved."]);
            await OnDone.InvokeAsync();
        }
    }
}
