using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;

namespace BhaiKaDns.Policy;

/// <summary>Puts the parts together to what is decided for each class of devices.</summary>
internal static class PolicyComposer
{
    public static PolicySnapshot Compose(uint generation, PolicyParts parts)
    {
        GroupOptions group = parts.Answers.DefaultGroup;

        // Rules and lists stand under the same priorities, so what one switches off is off in the other.
        RuleOverrides overrides = new([(parts.Rules, _ => true), (parts.Lists, _ => true)]);
        PolicyClass everybody = new()
        {
            Group = group,
            Answers = parts.Answers.For(group),
            Mode = parts.Mode,
            Personal = parts.Personal.ViewOf(_ => true),
            Rules = parts.Rules.ViewOf(_ => true, overrides: overrides),
            Lists = parts.Lists.ViewOf(_ => true, overrides: overrides),
            Records = parts.Records.ViewOf(group.Name),
            BlockedServices = ServiceCatalog.ViewOf(group.BlockedServices),
            BlockedSuffixes = SuffixSet.Of(group.BlockedSuffixes),
            Switches = GroupSwitches.Of(group),
            SafeSearch = SafeSearchTable.ViewOf(group.SafeSearch, group.YouTube),
        };
        return new PolicySnapshot(generation, [everybody], ClientTable.Empty);
    }
}
