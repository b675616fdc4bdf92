using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>What another program's configuration brings.</summary>
internal sealed record PolicyImport
{
    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];

    public IReadOnlyList<PersonalRule> Rules { get; init; } = [];

    public IReadOnlyList<RecordOptions> Records { get; init; } = [];

    public IReadOnlyList<ListOptions> Lists { get; init; } = [];
}

/// <param name="Skipped">What was there already, one sentence each.</param>
internal sealed record PolicyImportResult(PolicyEdit Edit, IReadOnlyList<string> Skipped);
