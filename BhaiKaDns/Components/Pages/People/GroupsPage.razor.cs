using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>The groups of the home, a card each.</summary>
public sealed partial class GroupsPage : ComponentBase
{
    private const int DevicesShown = 12;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private GroupChanges Changes { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private bool MayManage => Actor.May(Permissions.Manage);

    private static void Look()
    {
        // The beat redraws what the policy says now.
    }

    private IEnumerable<DeviceOptions> DevicesOf(GroupOptions group) =>
        Policy.Model.Devices.Where(device => ReferenceEquals(Policy.Model.GroupOf(device.Group), group)).OrderBy(device => device.Name, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<ScheduleOptions> SchedulesOf(GroupOptions group) => Policy.Model.Schedules.Where(schedule => schedule.Groups.Contains(group.Name, StringComparer.OrdinalIgnoreCase));

    private async Task RemoveAsync(GroupOptions group) =>
        Notices.Tell(await Administration.RemoveAsync(Actor, PolicyKinds.Groups, group.Name, ObjectVersion.Of(group), CancellationToken.None), T["Removed."]);
}
