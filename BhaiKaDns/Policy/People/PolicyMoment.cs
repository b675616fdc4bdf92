using System.Text;

namespace BhaiKaDns.Policy.People;

/// <summary>What clock and pauses make of the model at one moment. Immutable.</summary>
internal sealed class PolicyMoment
{
    public static readonly PolicyMoment None = new([], [], [], "");

    private readonly Dictionary<string, GroupMoment> _groups;

    private PolicyMoment(Dictionary<string, GroupMoment> groups, IReadOnlyList<PolicyPause> pauses, IReadOnlyList<PersonalRule> rules, string signature)
    {
        Pauses = pauses;
        _groups = groups;
        Rules = rules;
        Signature = signature;
    }

    /// <summary>Pauses that have not ended.</summary>
    public IReadOnlyList<PolicyPause> Pauses { get; }

    /// <summary>Rules of persons that have not ended.</summary>
    public IReadOnlyList<PersonalRule> Rules { get; }

    /// <summary>Two moments of one model with the same signature are alike in all.</summary>
    public string Signature { get; }

    public static PolicyMoment Of(PolicyModel model, DateTimeOffset now, TimeZoneInfo local)
    {
        StringBuilder signature = new();
        bool[] counts = [.. model.Schedules.Select(schedule => ScheduleClock.IsRunning(schedule, now, local) == schedule.Action is ScheduleAction.Block)];
        PolicyPause[] pauses = [.. model.Stored.Pauses.Where(pause => pause.HoldsAt(now))];
        PersonalRule[] rules = [.. model.Stored.Rules.Where(rule => rule.HoldsAt(now))];
        foreach (bool count in counts)
        {
            signature.Append(count ? '1' : '0');
        }

        signature.AppendJoin('|', pauses.Select(pause => $"{pause.Group}@{pause.EndsAt:O}")).Append('#').AppendJoin('|', rules.Where(rule => rule.EndsAt is not null).Select(rule => rule.Id));
        Dictionary<string, GroupMoment> groups = new(StringComparer.OrdinalIgnoreCase);
        foreach (GroupOptions group in model.Groups)
        {
            (ScheduleOptions, bool)[] schedules =
                [.. model.Schedules.Zip(counts).Where(pair => pair.First.Groups.Contains(group.Name, StringComparer.OrdinalIgnoreCase))];
            groups.Add(group.Name, GroupMoment.Of(schedules, PauseOf(group.Name, pauses)));
        }

        return new PolicyMoment(groups, pauses, rules, signature.ToString());
    }

    public GroupMoment ForGroup(string group) => _groups.GetValueOrDefault(group) ?? GroupMoment.None;

    // Of a pause of the group and one of the home, the one that ends later is told.
    private static PolicyPause? PauseOf(string group, PolicyPause[] pauses) => pauses
        .Where(pause => pause.Group is null || PolicyModel.Same(pause.Group, group))
        .MaxBy(pause => pause.EndsAt ?? DateTimeOffset.MaxValue);
}

/// <summary>What clock and pauses make of one group.</summary>
internal sealed record GroupMoment
{
    public static readonly GroupMoment None = new();

    public PolicyPause? Pause { get; private init; }

    /// <summary>The schedule that blocks every name now.</summary>
    public string? BlockedBy { get; private init; }

    /// <summary>Names of the schedules whose rules hold now.</summary>
    public IReadOnlyList<string> Schedules { get; private init; } = [];

    /// <summary>Lists that schedules switch, and whether they count now.</summary>
    public IReadOnlyDictionary<string, bool> Lists { get; private init; } = new Dictionary<string, bool>();

    /// <summary>Services that schedules switch, and whether they are blocked now.</summary>
    public IReadOnlyDictionary<string, bool> Services { get; private init; } = new Dictionary<string, bool>();

    public static GroupMoment Of(IReadOnlyList<(ScheduleOptions Schedule, bool Counts)> schedules, PolicyPause? pause) => new()
    {
        Pause = pause,
        BlockedBy = schedules.Where(pair => pair.Counts && pair.Schedule.Everything).Select(pair => pair.Schedule.Name).FirstOrDefault(),
        Schedules = [.. schedules.Where(pair => pair.Counts).Select(pair => pair.Schedule.Name)],
        Lists = Switches(schedules, schedule => schedule.Lists),
        Services = Switches(schedules, schedule => schedule.Services),
    };

    // What several schedules switch counts while one of them says so.
    private static Dictionary<string, bool> Switches(IReadOnlyList<(ScheduleOptions Schedule, bool Counts)> schedules, Func<ScheduleOptions, IReadOnlyList<string>> namesOf)
    {
        Dictionary<string, bool> switches = new(StringComparer.OrdinalIgnoreCase);
        foreach ((ScheduleOptions schedule, bool counts) in schedules)
        {
            foreach (string name in namesOf(schedule))
            {
                switches[name] = counts || switches.GetValueOrDefault(name);
            }
        }

        return switches;
    }
}
