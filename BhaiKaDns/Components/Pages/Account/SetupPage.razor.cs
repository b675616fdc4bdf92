using BhaiKaDns.Access;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Frame;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>The first account of the house, for whoever can read its terminal; gone as soon as there is one.</summary>
public sealed partial class SetupPage : ComponentBase
{
    private string _problem = "";
    private bool _isDone;

    [SupplyParameterFromForm(FormName = "setup", Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "userName")]
    private string? UserName { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "password")]
    private string? Password { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private SignIns SignIns { get; set; } = null!;

    [Inject]
    private IOptions<AccessOptions> Options { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!await SignIns.IsSetupOpenAsync(Context.RequestAborted))
        {
            GoOn("/login");
        }
    }

    private async Task SubmitAsync()
    {
        string address = Context.ClientAddress();
        Outcome outcome = await SignIns.SetUpAsync(Code ?? "", UserName ?? "", Password ?? "", address, Context.RequestAborted);
        if (!outcome.IsDone)
        {
            _problem = outcome.Text;
            return;
        }

        LoginResult login = await SignIns.TryAsync(UserName!, Password!, code: null, address, Context.RequestAborted);
        if (login is { IsGood: true, Account: { } account })
        {
            IssuedSession issued = await SignIns.OpenSessionAsync(account, address, Context.Agent(), Context.RequestAborted);
            SessionCookie.Give(Context, issued.Token, Options.Value.SessionLifetime);
        }

        GoOn("/welcome");
    }

    private void GoOn(string path)
    {
        LocalPaths.GoOn(Context, path);
        _isDone = true;
    }
}
