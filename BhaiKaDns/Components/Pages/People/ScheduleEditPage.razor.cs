using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Everything that a schedule can say, with a week to look at and to paint.</summary>
public sealed partial class ScheduleEditPage : ComponentBase
{
    private ScheduleDraft? _draft;
    private ScheduleOptions? _shown;
    private FormProblems _problems = FormProblems.None;
    private bool _isReadOnly;
    private bool _isSaving;

    /// <summary>Null for a new schedule.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>What a new schedule begins with: <c>bed-time</c> or <c>school-hours</c>.</summary>
    [SupplyParameterFromQuery(Name = "preset")]
    private string? Preset { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    // Names that people know: those of the form Europe/Berlin.
    private static IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private IReadOnlyList<(string Id, string Name)> GroupItems => [.. Policy.Model.Groups.Select(group => (group.Name, group.Name))];

    private IReadOnlyList<(string Id, string Name)> ListItems =>
        [.. Policy.Lists.Select(list => list.Name).Union(_draft!.Lists, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(name => (name, name))];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Name is null)
        {
            _draft = Preset switch
            {
                "bed-time" => ScheduleDraft.BedTime(T["Bed time"]),
                "school-hours" => ScheduleDraft.SchoolHours(T["School hours"]),
                _ => new ScheduleDraft(),
            };
        }
        else if (Policy.Model.Schedules.FirstOrDefault(schedule => PolicyModel.Same(schedule.Name, Name)) is { } schedule)
        {
            _shown = schedule;
            _draft = ScheduleDraft.Of(schedule);
            _isReadOnly = !Policy.Model.Stored.Schedules.Contains(schedule);
        }
    }

    private async Task SaveAsync()
    {
        ModelProblem[] unreadable = [.. _draft!.Unreadable()];
        _isSaving = true;
        Outcome outcome = unreadable.Length > 0
            ? new Outcome(OutcomeKind.Invalid, unreadable)
            : await StoreAsync(_draft.ToSchedule());
        _isSaving = false;
        _problems = new FormProblems(outcome.Problems);
        if (Notices.Tell(outcome, T["Saved. It holds from now on."]))
        {
            Navigation.NavigateTo("schedules");
        }
    }

    private Task<Outcome> StoreAsync(ScheduleOptions next) => _shown is null
        ? Administration.AddAsync(Actor, PolicyKinds.Schedules, next, CancellationToken.None)
        : Administration.ChangeAsync(Actor, PolicyKinds.Schedules, _shown.Name, next, ObjectVersion.Of(_shown), CancellationToken.None);
}
