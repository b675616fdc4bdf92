using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Import;

/// <summary>What another program's configuration says about people and names, in the shape in which this program stores it.</summary>
internal sealed record ImportedPolicy
{
    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];

    /// <summary>Lines of list syntax that hold for everybody.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public IReadOnlyList<RecordOptions> Records { get; init; } = [];

    public IReadOnlyList<ListOptions> Lists { get; init; } = [];

    /// <summary>Hosts files whose names are answered.</summary>
    public IReadOnlyList<string> HostsFiles { get; init; } = [];
}
