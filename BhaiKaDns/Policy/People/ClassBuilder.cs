using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Makes the classes of one snapshot: each distinct combination of group, own rules and holding conditions once.</summary>
internal sealed class ClassBuilder(PolicyParts parts, ClassNumbers numbers, ViewCache views)
{
    private readonly Dictionary<ushort, PolicyClass> _classes = [];

    /// <summary>By number; what nobody has is null.</summary>
    public PolicyClass?[] Build()
    {
        PolicyClass?[] built = new PolicyClass?[_classes.Keys.Max() + 1];
        foreach ((ushort number, PolicyClass policyClass) in _classes)
        {
            built[number] = policyClass;
        }

        return built;
    }

    /// <param name="owners">Of <see cref="RuleOwners"/>: the device and the address, which may have rules of their own.</param>
    /// <param name="conditions">Numbers of the conditions that hold, in order.</param>
    public ushort NumberOf(GroupOptions group, IEnumerable<string> owners, IReadOnlyList<int> conditions)
    {
        string[] own = [.. owners.Where(parts.Owners.ContainsKey)];
        string key = $"{group.Name.ToUpperInvariant()}/{string.Join(',', group.Upstreams)}/{string.Join(',', conditions)}/{string.Join('|', own)}";
        if (!numbers.TryGet(key, out ushort number))
        {
            // 65,536 combinations in one run: rules of one's own are what can be left out with the least harm.
            return own.Length == 0 && conditions.Count == 0 ? (ushort)0 : NumberOf(group, [], []);
        }

        if (!_classes.ContainsKey(number))
        {
            _classes.Add(number, Make(number, group, own, conditions));
        }

        return number;
    }

    private PolicyClass Make(ushort number, GroupOptions group, string[] own, IReadOnlyList<int> conditions)
    {
        GroupMoment moment = parts.Moment.ForGroup(group.Name);
        HashSet<ushort> persons = [.. Numbers([RuleOwners.Everybody, RuleOwners.OfGroup(group.Name), .. own])];
        HashSet<ushort> schedules = [.. Numbers(moment.Schedules.Select(RuleOwners.OfSchedule))];
        HashSet<ushort> lists = [.. parts.Definitions.Where(list => list.Kind is not ListKind.Threat && IsUsed(list.Name, group, moment)).Select(list => list.Id)];
        HashSet<ushort> threats = [.. parts.Definitions.Where(list => list.Kind is ListKind.Threat && IsUsed(list.Name, group, moment)).Select(list => list.Id)];
        HashSet<ClientCondition> holding = [.. conditions.Select(index => parts.Conditions[index].Rule).OfType<ClientCondition>()];
        RuleOverrides overrides = views.OverridesOf(parts.Rules, parts.Lists, [.. lists, .. threats], holding);
        return new PolicyClass
        {
            Id = number,
            Group = group,
            Answers = parts.Answers.For(group),
            Privacy = group.Privacy ?? PrivacyLevel.Full,
            Mode = moment.Pause is null ? parts.Mode : PolicyMode.Off,
            Pause = moment.Pause,
            BlockedBySchedule = moment.BlockedBy,
            RunningSchedules = moment.Schedules,
            Personal = views.Of(parts.Personal, persons, holding),
            ScheduleRules = views.Of(parts.Personal, schedules, holding),
            Rules = views.Of(parts.Rules, [ListCatalog.RulesId], holding, overrides),
            Lists = views.Of(parts.Lists, lists, holding, overrides),
            ThreatLists = views.Of(parts.Lists, threats, holding, overrides),
            Records = parts.Records.ViewOf(group.Name),
            BlockedServices = ServiceCatalog.ViewOf(group.BlockedServices.Concat(moment.Services.Keys).Where(service => IsBlocked(service, group, moment))),
            BlockedSuffixes = SuffixSet.Of(group.BlockedSuffixes),
            Switches = GroupSwitches.Of(group),
            SafeSearch = SafeSearchTable.ViewOf(group.SafeSearch, group.YouTube),
        };
    }

    private IEnumerable<ushort> Numbers(IEnumerable<string> owners) => owners.Where(parts.Owners.ContainsKey).Select(owner => parts.Owners[owner]);

    private static bool IsUsed(string list, GroupOptions group, GroupMoment moment) =>
        moment.Lists.TryGetValue(list, out bool counts) ? counts : group.Lists.Contains(GroupOptions.All) || group.Lists.Contains(list, StringComparer.OrdinalIgnoreCase);

    private static bool IsBlocked(string service, GroupOptions group, GroupMoment moment) =>
        moment.Services.TryGetValue(service, out bool counts) ? counts : group.BlockedServices.Contains(service, StringComparer.OrdinalIgnoreCase);
}
