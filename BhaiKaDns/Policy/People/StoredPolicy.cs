using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>What people set on pages, by API and by command, as the database keeps it. Immutable; a change makes a new one.</summary>
internal sealed record StoredPolicy
{
    public static readonly StoredPolicy Empty = new();

    public bool IsEmpty => Groups.Count + Devices.Count + Schedules.Count + Rules.Count + Records.Count + Lists.Count + ListSwitches.Count + Pauses.Count == 0;

    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];

    public IReadOnlyList<PersonalRule> Rules { get; init; } = [];

    public IReadOnlyList<RecordOptions> Records { get; init; } = [];

    public IReadOnlyList<ListOptions> Lists { get; init; } = [];

    /// <summary>Lists of the settings that a person switched on or off.</summary>
    public IReadOnlyList<ListSwitch> ListSwitches { get; init; } = [];

    public IReadOnlyList<PolicyPause> Pauses { get; init; } = [];
}
