using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>The users of the house, and below them the tokens of programs.</summary>
public sealed partial class UsersPage : ComponentBase
{
    private static readonly Role[] Roles = [Role.Viewer, Role.Parent, Role.Admin];

    private IReadOnlyList<UserSummary> _users = [];
    private bool _isLoaded;
    private bool _hasFailed;
    private string? _chosen;
    private string _newPassword = "";
    private string _name = "";
    private string _password = "";
    private string _problem = "";
    private Role _role = Role.Viewer;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private AccountAdministration Accounts { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private static string WordsOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Parent => "parent",
        _ => "administrator",
    };

    private async Task LoadAsync()
    {
        try
        {
            _users = await Accounts.UsersAsync(Actor, CancellationToken.None);
            _hasFailed = false;
        }
        catch (IOException)
        {
            _hasFailed = true;
        }

        _isLoaded = true;
    }

    private void Choose(UserSummary user)
    {
        _chosen = _chosen == user.Name ? null : user.Name;
        _newPassword = "";
    }

    private async Task AddAsync()
    {
        Outcome outcome = await Accounts.AddAsync(Actor, _name.Trim(), _role, _password, CancellationToken.None);
        _problem = outcome.IsDone ? "" : outcome.Text;
        if (outcome.IsDone)
        {
            (_name, _password) = ("", "");
            Notices.Tell(outcome, T["Added."]);
            await LoadAsync();
        }
    }

    private async Task ChangeRoleAsync(UserSummary user, ChangeEventArgs change) =>
        await TellAsync(await Accounts.ChangeRoleAsync(Actor, user.Name, Enum.TryParse(change.Value?.ToString(), out Role role) ? role : Role.None, CancellationToken.None), T["Saved."]);

    private async Task SetPasswordAsync(UserSummary user)
    {
        Outcome outcome = await Accounts.SetPasswordAsync(Actor, user.Name, _newPassword, CancellationToken.None);
        if (outcome.IsDone)
        {
            _chosen = null;
        }

        _newPassword = "";
        await TellAsync(outcome, T["The password is set; {0} is signed out everywhere.", user.Name]);
    }

    private async Task RemoveTwoFactorAsync(UserSummary user) =>
        await TellAsync(await Accounts.RemoveTwoFactorAsync(Actor, user.Name, CancellationToken.None), T["Two-factor is off."]);

    private async Task RemoveAsync(UserSummary user) =>
        await TellAsync(await Accounts.RemoveAsync(Actor, user.Name, CancellationToken.None), T["Removed."]);

    private async Task TellAsync(Outcome outcome, string done)
    {
        Notices.Tell(outcome, done);
        await LoadAsync();
    }
}
