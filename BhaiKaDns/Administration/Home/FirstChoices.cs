using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration.Home;

/// <summary>
/// Turns the answers of the first run into lists, groups and settings. Each is an ordinary change: it is checked, stands in the audit
/// trail and can be changed or undone like any other. May be run again; what is there already is left alone.
/// </summary>
internal sealed class FirstChoices(PolicyAdministration administration, PolicyStore store, IOptions<FilteringOptions> declared, SavePrivacy savePrivacy)
{
    public const string Children = "children";
    public const string BedTime = "bedtime";

    private static readonly TimeOnly BedTimeStart = new(21, 0);
    private static readonly TimeOnly BedTimeEnd = new(6, 30);

    /// <summary>The lists of a level that are in use; a signal never is.</summary>
    public static IReadOnlyList<ListPreset> ListsOf(ListLevel level) => [.. ListPresets.Of(level).Where(preset => !preset.IsSignal)];

    /// <summary>The level whose lists are all there, the largest first; null if there is none.</summary>
    public ListLevel? Level => Enum.GetValues<ListLevel>()
        .Where(level => ListsOf(level).All(IsThere))
        .OrderByDescending(level => ListsOf(level).Count)
        .Select(level => (ListLevel?)level)
        .FirstOrDefault();

    public bool HasChildren => store.Model.HasGroup(Children);

    /// <summary>Saves all three. Ends at the first that is refused and says why; those before it stay.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, HomeChoices choices, CancellationToken cancellationToken)
    {
        Outcome outcome = choices.Level is { } level ? await SaveLevelAsync(actor, level, cancellationToken) : Outcome.Done;
        if (outcome.IsDone && choices.HasChildren)
        {
            outcome = await AddChildrenAsync(actor, cancellationToken);
        }

        return outcome.IsDone ? await savePrivacy(actor, choices.Privacy, cancellationToken) : outcome;
    }

    private async Task<Outcome> SaveLevelAsync(Actor actor, ListLevel level, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListPreset> wanted = ListsOf(level);
        bool wasFamily = Level is ListLevel.Family;
        Outcome outcome = Outcome.Done;
        foreach (ListPreset preset in wanted.Where(preset => !IsThere(preset)).TakeWhile(_ => outcome.IsDone))
        {
            ListOptions list = new() { Name = preset.Name, Source = ListPresets.Prefix + preset.Id, Kind = preset.Kind };
            outcome = await administration.AddListAsync(actor, list, cancellationToken);
        }

        // Lists of another level give way; those that somebody chose one by one stay.
        IEnumerable<ListPreset> others = Enum.GetValues<ListLevel>().SelectMany(ListsOf).Distinct().Except(wanted);
        foreach (ListOptions old in others.Select(StoredOf).OfType<ListOptions>().ToArray().TakeWhile(_ => outcome.IsDone))
        {
            outcome = await administration.RemoveListAsync(actor, old.Name, version: null, cancellationToken);
        }

        return outcome.IsDone && (level is ListLevel.Family || wasFamily) ? await HoldSearchAsync(actor, level is ListLevel.Family, cancellationToken) : outcome;
    }

    // A family's level goes together with safe search for everybody.
    private Task<Outcome> HoldSearchAsync(Actor actor, bool isHeld, CancellationToken cancellationToken)
    {
        GroupOptions everybody = store.Model.GroupOf(GroupOptions.DefaultName) with
        {
            SafeSearch = isHeld ? [GroupOptions.All] : [],
            YouTube = isHeld ? YouTubeMode.Moderate : YouTubeMode.Off,
        };
        return PutAsync(actor, everybody, cancellationToken);
    }

    private async Task<Outcome> AddChildrenAsync(Actor actor, CancellationToken cancellationToken)
    {
        Outcome outcome = Outcome.Done;
        if (!HasChildren)
        {
            GroupOptions children = new() { Name = Children, SafeSearch = [GroupOptions.All], YouTube = YouTubeMode.Moderate, BlockPrivateRelay = true };
            outcome = await administration.AddAsync(actor, PolicyKinds.Groups, children, cancellationToken);
        }

        if (outcome.IsDone && !store.Model.Schedules.Any(schedule => PolicyModel.Same(schedule.Name, BedTime)))
        {
            ScheduleOptions bedTime = new() { Name = BedTime, Groups = [Children], Ranges = [new TimeRangeOptions { From = BedTimeStart, To = BedTimeEnd }], Everything = true };
            outcome = await administration.AddAsync(actor, PolicyKinds.Schedules, bedTime, cancellationToken);
        }

        return outcome;
    }

    /// <summary>Puts a group in place of the one with its name, or adds it: "default" is there without being stored.</summary>
    private Task<Outcome> PutAsync(Actor actor, GroupOptions group, CancellationToken cancellationToken) =>
        store.Model.Stored.Groups.Any(stored => PolicyModel.Same(stored.Name, group.Name))
            ? administration.ChangeAsync(actor, PolicyKinds.Groups, group.Name, group, version: null, cancellationToken)
            : administration.AddAsync(actor, PolicyKinds.Groups, group, cancellationToken);

    private bool IsThere(ListPreset preset) => StoredOf(preset) is not null || declared.Value.Lists.Any(list => IsOf(list, preset));

    private ListOptions? StoredOf(ListPreset preset) => store.Model.Stored.Lists.FirstOrDefault(list => IsOf(list, preset));

    private static bool IsOf(ListOptions list, ListPreset preset) =>
        string.Equals(list.Source, ListPresets.Prefix + preset.Id, StringComparison.OrdinalIgnoreCase) || list.Source == preset.Url;
}

/// <summary>Says how much of a query the whole home keeps.</summary>
internal delegate Task<Outcome> SavePrivacy(Actor actor, PrivacyLevel level, CancellationToken cancellationToken);
