using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>The schedules of the home, and which of them are in force at this moment.</summary>
public sealed partial class SchedulesPage : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool MayManage => Actor.May(Permissions.Manage);

    private static void Look()
    {
        // The beat redraws what clock and policy say now.
    }

    // By its hours: one that lets something through in them is in force then, though it blocks in all others.
    private bool IsRunning(ScheduleOptions schedule) => ScheduleClock.IsRunning(schedule, Time.GetUtcNow(), Time.LocalTimeZone);

    private bool IsReadOnly(ScheduleOptions schedule) => !Policy.Model.Stored.Schedules.Contains(schedule);

    private async Task RemoveAsync(ScheduleOptions schedule) =>
        Notices.Tell(await Administration.RemoveAsync(Actor, PolicyKinds.Schedules, schedule.Name, ObjectVersion.Of(schedule), CancellationToken.None), T["Removed."]);
}
