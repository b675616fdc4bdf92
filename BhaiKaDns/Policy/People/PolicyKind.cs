using BhaiKaDns.Policy.Answers;

namespace BhaiKaDns.Policy.People;

/// <summary>One kind of named object of the model, and where its objects stand: what groups, devices and schedules have in common.</summary>
/// <param name="Key">As in settings.</param>
internal sealed record PolicyKind<T>(
    string Key,
    Func<T, string> NameOf,
    Func<PolicyOptions, IReadOnlyList<T>> Declared,
    Func<StoredPolicy, IReadOnlyList<T>> Stored,
    Func<StoredPolicy, IReadOnlyList<T>, StoredPolicy> With,
    Action<ModelCheck, T, string> Check);

/// <summary>The kinds with names.</summary>
internal static class PolicyKinds
{
    public static readonly PolicyKind<GroupOptions> Groups = new(
        "Groups",
        group => group.Name,
        options => options.Groups,
        stored => stored.Groups,
        (stored, all) => stored with { Groups = all },
        (check, group, key) =>
        {
            check.Add(group, key);
            check.ReportAll(GroupContentCheck.ProblemsOf(group, key));
            check.ReportAll(AnswerSettingsValidator.ProblemsOf(group).Select(problem => $"{key}:{problem}"));
        });

    public static readonly PolicyKind<DeviceOptions> Devices = new(
        "Devices", device => device.Name, options => options.Devices, stored => stored.Devices, (stored, all) => stored with { Devices = all }, (check, device, key) => check.Add(device, key));

    public static readonly PolicyKind<ScheduleOptions> Schedules = new(
        "Schedules",
        schedule => schedule.Name,
        options => options.Schedules,
        stored => stored.Schedules,
        (stored, all) => stored with { Schedules = all },
        (check, schedule, key) =>
        {
            check.Add(schedule, key);
            check.ReportAll(GroupContentCheck.ServiceProblems(schedule.Services, $"{key}:Services"));
        });
}
