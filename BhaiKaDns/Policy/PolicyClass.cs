using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;
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

    /// <summary>The most that may be kept of what the class asks; settings of the home may keep less.</summary>
    public PrivacyLevel Privacy { get; init; }

    /// <summary>Whether anything is judged at all.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>Why <see cref="Mode"/> is off, where a person switched it off.</summary>
    public PolicyPause? Pause { get; init; }

    /// <summary>Name of the schedule that blocks every name now; null if none does.</summary>
    public string? BlockedBySchedule { get; init; }

    /// <summary>Names of the schedules that switch something now.</summary>
    public IReadOnlyList<string> RunningSchedules { get; init; } = [];

    /// <summary>Rules of those schedules.</summary>
    public RuleView ScheduleRules { get; init; } = RuleView.Empty;

    /// <summary>What persons allowed or blocked on a page, by API or command. Stands above all syntax of lists.</summary>
    public RuleView Personal { get; init; } = RuleView.Empty;

    /// <summary><c>Filtering:Rules</c>; together with <see cref="Lists"/> under the priorities of list syntax.</summary>
    public RuleView Rules { get; init; } = RuleView.Empty;

    public RuleView Lists { get; init; } = RuleView.Empty;

    /// <summary>Names of services that are blocked; the number of a "list" is that of a service.</summary>
    public RuleView BlockedServices { get; init; } = RuleView.Empty;

    public RuleView ThreatLists { get; init; } = RuleView.Empty;

    /// <summary>Records of this home; they answer also while filtering is paused.</summary>
    public LocalView Records { get; init; } = LocalView.Empty;

    public SuffixSet BlockedSuffixes { get; init; } = SuffixSet.Empty;

    public GroupSwitches Switches { get; init; } = GroupSwitches.Off;

    public SafeSearchView SafeSearch { get; init; } = SafeSearchView.Empty;

    /// <summary>How the class is answered: blocking modes, rebinding protection, DNS64, upstreams.</summary>
    public ClassAnswers Answers { get; init; } = ClassAnswers.Default;

    /// <summary>Judging takes so long that a verdict is worth keeping.</summary>
    public bool IsCostly => Personal.IsCostly || ScheduleRules.IsCostly || Rules.IsCostly || Lists.IsCostly || ThreatLists.IsCostly;

    /// <summary>Whether <see cref="JudgeNameServer"/> or <see cref="JudgeNameServerAddress"/> can object to anything.</summary>
    public bool HasNameServers => Mode is not PolicyMode.Off
        && (Personal.HasNameServers || ScheduleRules.HasNameServers || Rules.HasNameServers || Lists.HasNameServers || ThreatLists.HasNameServers);

    /// <summary>
    /// Decides about one question. The stages stand in their order; what a person said comes first, and within list syntax its own
    /// priorities hold across all lists and rules.
    /// </summary>
    public Verdict Judge(in RuleQuestion question)
    {
        AnswerForm record = Records.Find(question);
        if (Mode is PolicyMode.Off)
        {
            return record is not AnswerForm.ByPolicy ? new Verdict(Decision.Local, Reason.LocalRecord, Form: record)
                : Pause is null ? Verdict.Allowed
                : new Verdict(Decision.Allowed, Reason.Paused);
        }

        // 1. What a person allowed or blocked. A name that is allowed may still be one of this home.
        RuleMatch personal = Personal.Find(question);
        if (personal is { IsListed: true, IsAllow: false })
        {
            // The number is that of whom the rule holds for; outside, all rules of persons are one list.
            return personal.ToVerdict(Reason.UserRule, Reason.UserRule) with { ListId = ListCatalog.RulesId };
        }

        // 2. Records of this home.
        if (record is not AnswerForm.ByPolicy)
        {
            return new Verdict(Decision.Local, Reason.LocalRecord, Form: record);
        }

        if (personal.IsListed)
        {
            return personal.ToVerdict(Reason.UserRule, Reason.UserRule) with { ListId = ListCatalog.RulesId };
        }

        // 3. What the time of day says. After persons: an hour that was granted holds at bed time too.
        RuleMatch scheduled = ScheduleRules.Find(question);
        if (scheduled.IsListed)
        {
            return scheduled.ToVerdict(Reason.Schedule, Reason.Schedule) with { ListId = 0 };
        }

        if (BlockedBySchedule is not null)
        {
            return new Verdict(Decision.Blocked, Reason.Schedule);
        }

        // 4. Rules of the settings, as far as no list overrules them; they stand before services.
        RuleMatch rule = Rules.Find(question);
        RuleMatch listed = Lists.Find(question);
        if (rule.IsListed && RuleMatch.Stronger(rule, listed) == rule)
        {
            return rule.ToVerdict(Reason.UserRule, Reason.UserRule);
        }

        // 5. Services, and whole suffixes.
        RuleMatch service = BlockedServices.Find(question);
        if (service.IsListed)
        {
            return new Verdict(Decision.Blocked, Reason.Service, service.ListId);
        }

        if (BlockedSuffixes.Covers(question))
        {
            return new Verdict(Decision.Blocked, Reason.Suffix);
        }

        // 6. Lists, and after them lists of threats: what a list allows is allowed.
        if (listed.IsListed)
        {
            return listed.ToVerdict(Reason.AllowList, Reason.BlockList);
        }

        RuleMatch threat = ThreatLists.Find(question);
        if (threat.IsListed)
        {
            return threat.ToVerdict(Reason.AllowList, Reason.ThreatFeed);
        }

        return Mode is PolicyMode.Refuse ? new Verdict(Decision.Refused, Reason.FilteringUnavailable) : JudgeUnlisted(question);
    }

    /// <summary>The answer for a verdict whose form is <see cref="AnswerForm.Prepared"/>; null if nothing speaks of the question. Allocates.</summary>
    public PreparedAnswer? Prepare(in RuleQuestion question, Verdict verdict) => verdict.Reason switch
    {
        Reason.UserRule => Personal.Prepare(question) ?? Rules.Prepare(question),
        Reason.Schedule => ScheduleRules.Prepare(question),
        Reason.BlockList => Lists.Prepare(question),
        Reason.ThreatFeed => ThreatLists.Prepare(question),
        Reason.LocalRecord => Records.Prepare(question),
        Reason.SafeSearch => SafeSearch.Prepare(question),
        _ => null,
    };

    // 7. Names that nothing blocks and nobody allowed: by an explicit allow they are answered as they are.
    private Verdict JudgeUnlisted(in RuleQuestion question)
    {
        Reason switched = Switches.Find(question);
        if (switched is not Reason.None)
        {
            return new Verdict(Decision.Blocked, switched, Form: AnswerForm.NameError);
        }

        AnswerForm safe = SafeSearch.Find(question);
        return safe is AnswerForm.ByPolicy ? Verdict.Allowed : new Verdict(Decision.Rewritten, Reason.SafeSearch, Form: safe);
    }

    /// <summary>
    /// Decides about a name that an answer leads to: the target of an alias or of a service binding. Only rules and lists speak of
    /// it; one that rewrites says what to answer to a question, and nothing of an answer.
    /// </summary>
    /// <param name="question">The target's name with the type that was asked for.</param>
    public Verdict JudgeTarget(in RuleQuestion question)
    {
        if (Mode is PolicyMode.Off)
        {
            return Verdict.Allowed;
        }

        RuleMatch personal = ByPersons(Personal.Find(question), ScheduleRules.Find(question));
        RuleMatch found = personal.IsListed ? personal : RuleMatch.Stronger(Rules.Find(question), Lists.Find(question));
        return OfAnswer(found.IsListed ? found : ThreatLists.Find(question), Reason.Cname);
    }

    /// <summary>Decides about an address that an answer gives.</summary>
    public Verdict JudgeAddress(ClientAddress address)
    {
        if (Mode is PolicyMode.Off)
        {
            return Verdict.Allowed;
        }

        RuleMatch personal = ByPersons(Personal.FindAddress(address), ScheduleRules.FindAddress(address));
        RuleMatch found = personal.IsListed ? personal : RuleMatch.Stronger(Rules.FindAddress(address), Lists.FindAddress(address));
        return OfAnswer(found.IsListed ? found : ThreatLists.FindAddress(address), Reason.AnswerAddress);
    }

    /// <summary>Decides about the name of a name server that an answer names.</summary>
    public Verdict JudgeNameServer(in RuleQuestion nameServer) => OfNameServer(
        Personal.FindNameServer(nameServer),
        ScheduleRules.FindNameServer(nameServer),
        Rules.FindNameServer(nameServer),
        Lists.FindNameServer(nameServer),
        ThreatLists.FindNameServer(nameServer));

    /// <summary>Decides about the address of a name server that an answer names.</summary>
    public Verdict JudgeNameServerAddress(ClientAddress address) => OfNameServer(
        Personal.FindNameServerAddress(address),
        ScheduleRules.FindNameServerAddress(address),
        Rules.FindNameServerAddress(address),
        Lists.FindNameServerAddress(address),
        ThreatLists.FindNameServerAddress(address));

    // The order is that of questions.
    private Verdict OfNameServer(in RuleMatch personal, in RuleMatch scheduled, in RuleMatch rule, in RuleMatch listed, in RuleMatch threat) =>
        Mode is PolicyMode.Off ? Verdict.Allowed
        : personal.IsListed ? OfAnswer(personal with { ListId = ListCatalog.RulesId }, Reason.UserRule)
        : scheduled.IsListed ? OfAnswer(scheduled, Reason.Schedule) with { ListId = 0 }
        : rule.IsListed && RuleMatch.Stronger(rule, listed) == rule ? OfAnswer(rule, Reason.UserRule)
        : listed.IsListed ? OfAnswer(listed, Reason.BlockList)
        : OfAnswer(threat, Reason.ThreatFeed);

    // The numbers there are those of whom a rule holds for; outside, all rules of persons are one list.
    private static RuleMatch ByPersons(in RuleMatch personal, in RuleMatch scheduled)
    {
        RuleMatch found = personal.IsListed ? personal : scheduled;
        return found.IsListed ? found with { ListId = ListCatalog.RulesId } : found;
    }

    private static Verdict OfAnswer(in RuleMatch found, Reason reason) =>
        found is { IsListed: true, IsAllow: false, IsRewrite: false } ? new Verdict(Decision.Blocked, reason, found.ListId, found.Form) : Verdict.Allowed;
}
