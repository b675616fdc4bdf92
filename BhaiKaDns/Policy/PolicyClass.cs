using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>
/// What holds for all devices with the same effective policy, at one moment: schedules are decided already. Immutable.
/// </summary>
internal sealed record PolicyClass
{
    public static readonly PolicyClass Default = new();

    /// <summary>Part of the cache key. A number keeps its meaning as long as the program runs.</summary>
    public ushort Id { get; init; }

    /// <summary>The group's wishes; what is null there follows the settings of the home.</summary>
    public GroupOptions Group { get; init; } = new() { Name = GroupOptions.DefaultName };

    /// <summary>Whether anything is judged at all.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>What persons allowed or blocked on a page, by API or command. Stands above all syntax of lists.</summary>
    public RuleView Personal { get; init; } = RuleView.Empty;

    /// <summary><c>Filtering:Rules</c>; together with <see cref="Lists"/> under the priorities of list syntax.</summary>
    public RuleView Rules { get; init; } = RuleView.Empty;

    public RuleView Lists { get; init; } = RuleView.Empty;

    /// <summary>Names of services that are blocked; the number of a "list" is that of a service.</summary>
    public RuleView BlockedServices { get; init; } = RuleView.Empty;

    public RuleView ThreatLists { get; init; } = RuleView.Empty;

    /// <summary>
    /// Decides about one question. The stages stand in their order; what a person said comes first, and within list syntax its own
    /// priorities hold across all lists and rules.
    /// </summary>
    public Verdict Judge(in RuleQuestion question)
    {
        if (Mode is PolicyMode.Off)
        {
            return Verdict.Allowed;
        }

        // 1. What a person allowed or blocked.
        RuleMatch personal = Personal.Find(question);
        if (personal.IsListed)
        {
            return personal.ToVerdict(Reason.UserRule, Reason.UserRule);
        }

        // 2. Rules of the settings, as far as no list overrules them; they stand before services.
        RuleMatch rule = Rules.Find(question);
        RuleMatch listed = Lists.Find(question);
        if (rule.IsListed && RuleMatch.Stronger(rule, listed) == rule)
        {
            return rule.ToVerdict(Reason.UserRule, Reason.UserRule);
        }

        // 3. Services.
        RuleMatch service = BlockedServices.Find(question);
        if (service.IsListed)
        {
            return new Verdict(Decision.Blocked, Reason.Service, service.ListId);
        }

        // 4. Lists, and after them lists of threats: what a list allows is allowed.
        if (listed.IsListed)
        {
            return listed.ToVerdict(Reason.AllowList, Reason.BlockList);
        }

        RuleMatch threat = ThreatLists.Find(question);
        if (threat.IsListed)
        {
            return threat.ToVerdict(Reason.AllowList, Reason.ThreatFeed);
        }

        return Mode is PolicyMode.Refuse ? new Verdict(Decision.Refused, Reason.FilteringUnavailable) : Verdict.Allowed;
    }

    /// <summary>The answer for a verdict whose form is <see cref="AnswerForm.Prepared"/>; null if nothing speaks of the question. Allocates.</summary>
    public PreparedAnswer? Prepare(in RuleQuestion question, Verdict verdict) => verdict.Reason switch
    {
        Reason.UserRule => Personal.Prepare(question) ?? Rules.Prepare(question),
        Reason.BlockList => Lists.Prepare(question),
        Reason.ThreatFeed => ThreatLists.Prepare(question),
        _ => null,
    };
}
