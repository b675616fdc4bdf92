using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>What people asked for on the block page, for those who may answer; nothing while nobody asks.</summary>
public sealed partial class AccessRequestList : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private IReadOnlyList<AccessRequest> _requests = [];

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private AccessRequests Requests { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            _requests = await Requests.ReadAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The database says so under health; the page around this must go on, and the next beat tries again.
        }
    }

    private async Task GrantAsync(AccessRequest request, TimeSpan? length)
    {
        Notices.Tell(await Requests.GrantAsync(Actor, request.Id, length, CancellationToken.None), T["Allowed."]);
        await ReadAsync();
    }

    private async Task DismissAsync(AccessRequest request)
    {
        Notices.Tell(await Requests.DismissAsync(Actor, request.Id, CancellationToken.None), T["The request is answered with no."]);
        await ReadAsync();
    }
}
