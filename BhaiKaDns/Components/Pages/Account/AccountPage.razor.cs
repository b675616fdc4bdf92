using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>What everybody who is signed in may do with their own account.</summary>
public sealed partial class AccountPage : ComponentBase
{
    private UserAccount? _account;
    private IReadOnlyList<LoginSession> _sessions = [];
    private string _session = "";
    private bool _isLoaded;
    private bool _hasFailed;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private OwnAccount Own { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _session = (await Authentication.GetAuthenticationStateAsync()).User.FindFirst(ActorClaims.SessionId)?.Value ?? "";
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _account = await Own.FindAsync(Actor, CancellationToken.None);
            _sessions = await Own.SessionsAsync(Actor, all: false, CancellationToken.None);
            _hasFailed = false;
        }
        catch (IOException)
        {
            _hasFailed = true;
        }

        _isLoaded = true;
    }

    private async Task EndOthersAsync()
    {
        if (Notices.Tell(await Own.EndOtherSessionsAsync(Actor, _session, CancellationToken.None), T["Signed out everywhere else."]))
        {
            await LoadAsync();
        }
    }

    private async Task EndAsync(LoginSession session)
    {
        if (Notices.Tell(await Own.EndSessionAsync(Actor, session.Id, CancellationToken.None), T["Signed out."]))
        {
            if (session.Id == _session)
            {
                Navigation.NavigateTo("login", forceLoad: true);
                return;
            }

            await LoadAsync();
        }
    }
}
