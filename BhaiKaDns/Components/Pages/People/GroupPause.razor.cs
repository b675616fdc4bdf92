using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Pauses filtering for one group and says while it is paused.</summary>
public sealed partial class GroupPause : ComponentBase
{
    private TimeSpan? _length = TimeSpan.FromMinutes(30);

    [Parameter, EditorRequired]
    public string Group { get; set; } = "";

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

    private PolicyPause? Pause => Policy.Parts.Moment.ForGroup(Group).Pause;

    private async Task PauseAsync() =>
        Notices.Tell(await Administration.PauseAsync(Actor, Group, _length, CancellationToken.None), T["Filtering is paused for this group. Names of the home are still answered."]);

    // A group that is paused with the whole home can only be resumed with it.
    private async Task ResumeAsync() =>
        Notices.Tell(await Administration.ResumeAsync(Actor, Pause?.Group, CancellationToken.None), T["Filtering is on again."]);
}
