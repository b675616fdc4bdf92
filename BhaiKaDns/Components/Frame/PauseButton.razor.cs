using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Frame;

/// <summary>Pauses filtering for the whole home from any page, and shows while it is paused.</summary>
public sealed partial class PauseButton : ComponentBase
{
    private static readonly (string Words, TimeSpan? Length)[] Choices =
    [
        ("For 5 minutes", TimeSpan.FromMinutes(5)),
        ("For 30 minutes", TimeSpan.FromMinutes(30)),
        ("For an hour", TimeSpan.FromHours(1)),
        ("Until I resume it", null),
    ];

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

    private PolicyPause? Pause => Policy.Parts.Moment.Pauses.FirstOrDefault(pause => pause.Group is null);

    private string Until(PolicyPause pause) => pause.EndsAt is { } end
        ? T["{0} min left", (int)Math.Ceiling(Math.Max(0, (end - Time.GetUtcNow()).TotalMinutes))]
        : T["until resumed"];

    private static void Look()
    {
        // The beat redraws what the policy says now.
    }

    private async Task PauseAsync(TimeSpan? length) =>
        Notices.Tell(await Administration.PauseAsync(Actor, group: null, length, CancellationToken.None), T["Filtering is paused. Names of the home are still answered."]);

    private async Task ResumeAsync() =>
        Notices.Tell(await Administration.ResumeAsync(Actor, group: null, CancellationToken.None), T["Filtering is on again."]);
}
