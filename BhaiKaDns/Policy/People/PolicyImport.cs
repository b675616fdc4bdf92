using System.Text.Json.Serialization;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>What another program's configuration brings.</summary>
internal sealed record PolicyImport
{
    [JsonIgnore]
    public bool IsEmpty => Groups.Count + Devices.Count + Schedules.Count + Rules.Count + Records.Count + Lists.Count == 0;

    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];

    public IReadOnlyList<PersonalRule> Rules { get; init; } = [];

    public IReadOnlyList<RecordOptions> Records { get; init; } = [];

    public IReadOnlyList<ListOptions> Lists { get; init; } = [];
}

/// <param name="Taken">What was added or replaced, a few words each.</param>
/// <param name="Skipped">What was there already and stayed, one sentence each.</param>
internal sealed record PolicyImportResult(PolicyEdit Edit, IReadOnlyList<string> Taken, IReadOnlyList<string> Skipped);
