using BhaiKaDns.Access;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Frame;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>Asks before it signs out: a link of another site must not be enough.</summary>
public sealed partial class SignOutPage : ComponentBase
{
    private bool _isDone;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private SignIns SignIns { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Actor == Actor.Nobody)
        {
            GoOn();
        }
    }

    private async Task SubmitAsync()
    {
        await SignIns.SignOutAsync(Actor, Context.SessionId(), Context.RequestAborted);
        SessionCookie.Take(Context);
        GoOn();
    }

    private void GoOn()
    {
        LocalPaths.GoOn(Context, "/login");
        _isDone = true;
    }
}
