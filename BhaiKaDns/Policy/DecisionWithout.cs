using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>Says what would be decided if what decided were not there. Answers people, not queries: it judges again with a part taken out.</summary>
internal static class DecisionWithout
{
    /// <param name="decided">What <see cref="PolicyClass.Judge"/> says of the question.</param>
    /// <returns>Null where nothing decided, so that nothing can be taken out.</returns>
    public static Verdict? Of(PolicyClass policy, in RuleQuestion question, Verdict decided)
    {
        switch (decided.Reason)
        {
            case Reason.LocalRecord:
                return (policy with { Records = LocalView.Empty }).Judge(question);
            case Reason.Paused:
                return (policy with { Mode = PolicyMode.Filter, Pause = null }).Judge(question);
            case Reason.Service:
                return (policy with { BlockedServices = RuleView.Empty }).Judge(question);
            case Reason.Suffix:
                return (policy with { BlockedSuffixes = SuffixSet.Empty }).Judge(question);
            case Reason.FirefoxCanary or Reason.PrivateRelay:
                return (policy with { Switches = GroupSwitches.Off }).Judge(question);
            case Reason.SafeSearch:
                return (policy with { SafeSearch = SafeSearchView.Empty }).Judge(question);
            case Reason.Schedule:
                return policy.ScheduleRules.Find(question).IsListed
                    ? Second(policy.ScheduleRules, question)?.ToVerdict(Reason.Schedule, Reason.Schedule) ?? (policy with { ScheduleRules = RuleView.Empty }).Judge(question)
                    : (policy with { BlockedBySchedule = null }).Judge(question);
            case Reason.ThreatFeed:
                return Second(policy.ThreatLists, question)?.ToVerdict(Reason.AllowList, Reason.ThreatFeed) ?? (policy with { ThreatLists = RuleView.Empty }).Judge(question);
            case Reason.UserRule when policy.Personal.Find(question).IsListed:
                return Second(policy.Personal, question) is { } other
                    ? other.ToVerdict(Reason.UserRule, Reason.UserRule) with { ListId = ListCatalog.RulesId }
                    : (policy with { Personal = RuleView.Empty }).Judge(question);
            case Reason.UserRule or Reason.AllowList or Reason.BlockList:
                return OfSyntax(policy, question);
            default:
                return null;
        }
    }

    // Rules of the settings and lists are one pool: the next strongest of both decides, but services and suffixes stand before lists.
    private static Verdict OfSyntax(PolicyClass policy, in RuleQuestion question)
    {
        IReadOnlyList<RuleMatch> rules = policy.Rules.FindAll(question);
        IReadOnlyList<RuleMatch> lists = policy.Lists.FindAll(question);
        Verdict others = (policy with { Rules = RuleView.Empty, Lists = RuleView.Empty }).Judge(question);
        (bool IsRule, RuleMatch Match)[] left =
        [
            .. rules.Select(match => (IsRule: true, Match: match)).Concat(lists.Select(match => (IsRule: false, Match: match)))
                .OrderByDescending(found => found.Match.Rank).ThenByDescending(found => found.IsRule).Skip(1),
        ];
        return left.Length == 0 ? others
            : left[0].IsRule ? left[0].Match.ToVerdict(Reason.UserRule, Reason.UserRule)
            : others.Reason is Reason.Service or Reason.Suffix ? others
            : left[0].Match.ToVerdict(Reason.AllowList, Reason.BlockList);
    }

    private static RuleMatch? Second(RuleView view, in RuleQuestion question)
    {
        IReadOnlyList<RuleMatch> found = view.FindAll(question);
        return found.Count > 1 ? found[1] : null;
    }
}
