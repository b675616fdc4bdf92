using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/devices</c>, <c>groups</c>, <c>schedules</c>, <c>pauses</c>: the people of the home, to read.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/devices", GetDevices).Needs(Permissions.Read);
        routes.MapGet("/groups", GetGroups).Needs(Permissions.Read);
        routes.MapGet("/schedules", GetSchedules).Needs(Permissions.Read);
        routes.MapGet("/pauses", GetPauses).Needs(Permissions.Read);
    }

    internal static JsonHttpResult<DeviceReport[]> GetDevices(PolicyStore store) => TypedResults.Json(
        store.Model.Devices.Select(device => new DeviceReport(
            device.Name, device.Kind, device.Group, device.Addresses, device.Tags, !store.Model.Stored.Devices.Contains(device))).ToArray(),
        ApiJson.Default.DeviceReportArray);

    internal static JsonHttpResult<GroupReport[]> GetGroups(PolicyStore store) => TypedResults.Json(
        store.Model.Groups.Select(group =>
        {
            GroupMoment moment = store.Parts.Moment.ForGroup(group.Name);
            return new GroupReport(
                group.Name, group.Lists, group.Rules, group.BlockedServices, moment.Pause is not null, moment.Pause?.EndsAt, moment.BlockedBy, !store.Model.Stored.Groups.Contains(group));
        }).ToArray(),
        ApiJson.Default.GroupReportArray);

    internal static JsonHttpResult<ScheduleReport[]> GetSchedules(PolicyStore store) => TypedResults.Json(
        store.Model.Schedules.Select(schedule => new ScheduleReport(
            schedule.Name,
            schedule.Groups,
            [.. schedule.Ranges.Select(range => new ScheduleReportRange([.. range.Days.Select(day => day.ToString())], range.From, range.To))],
            schedule.TimeZone,
            schedule.Action.ToString(),
            schedule.Everything,
            schedule.Groups.Any(group => store.Parts.Moment.ForGroup(group).Schedules.Contains(schedule.Name)),
            !store.Model.Stored.Schedules.Contains(schedule))).ToArray(),
        ApiJson.Default.ScheduleReportArray);

    internal static JsonHttpResult<PauseReport[]> GetPauses(PolicyStore store) =>
        TypedResults.Json(store.Parts.Moment.Pauses.Select(pause => new PauseReport(pause.Group, pause.EndsAt)).ToArray(), ApiJson.Default.PauseReportArray);
}

/// <param name="IsReadOnly">Declared in a file.</param>
internal sealed record DeviceReport(string Name, string Kind, string Group, IReadOnlyList<string> Addresses, IReadOnlyList<string> Tags, bool IsReadOnly);

/// <param name="BlockedBySchedule">The schedule that blocks everything now.</param>
/// <param name="IsReadOnly">Declared in a file, or the group "default" that is always there.</param>
internal sealed record GroupReport(
    string Name,
    IReadOnlyList<string> Lists,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> BlockedServices,
    bool IsPaused,
    DateTimeOffset? PausedUntil,
    string? BlockedBySchedule,
    bool IsReadOnly);

/// <param name="IsInForce">What it switches is switched now.</param>
/// <param name="IsReadOnly">Declared in a file.</param>
internal sealed record ScheduleReport(
    string Name, IReadOnlyList<string> Groups, IReadOnlyList<ScheduleReportRange> Ranges, string TimeZone, string Action, bool Everything, bool IsInForce, bool IsReadOnly);

/// <param name="Days">Empty for every day.</param>
internal sealed record ScheduleReportRange(IReadOnlyList<string> Days, TimeOnly From, TimeOnly To);

/// <param name="Group">Null for the whole home.</param>
/// <param name="EndsAt">Null until it is resumed.</param>
internal sealed record PauseReport(string? Group, DateTimeOffset? EndsAt);
