using BhaiKaDns.Access;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Frame;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>Name and password, then, for who has it, the code. Plain forms: whoever cannot run scripts can sign in.</summary>
public sealed partial class LoginPage : ComponentBase
{
    private string _problem = "";
    private string _ticket = "";
    private bool _isDone;

    [SupplyParameterFromForm(FormName = "login", Name = "userName")]
    private string? UserName { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "password")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "ticket")]
    private string? Ticket { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "code")]
    private string? Code { get; set; }

    /// <summary>Where to go then.</summary>
    [SupplyParameterFromQuery(Name = "return")]
    private string? ReturnTo { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private SignIns SignIns { get; set; } = null!;

    [Inject]
    private IOptions<AccessOptions> Options { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Actor != Actor.Nobody && HttpMethods.IsGet(Context.Request.Method))
        {
            GoOn(LocalPaths.Of(ReturnTo));
        }
        else if (await SignIns.IsSetupOpenAsync(Context.RequestAborted))
        {
            GoOn("/setup");
        }
    }

    private async Task SubmitAsync()
    {
        string address = Context.ClientAddress();
        LoginResult result = string.IsNullOrEmpty(Ticket)
            ? await SignIns.TryAsync(UserName ?? "", Password ?? "", code: null, address, Context.RequestAborted)
            : await SignIns.TryCodeAsync(Ticket, Code ?? "", address, Context.RequestAborted);
        if (result is { IsGood: true, Account: { } account })
        {
            IssuedSession issued = await SignIns.OpenSessionAsync(account, address, Context.Agent(), Context.RequestAborted);
            SessionCookie.Give(Context, issued.Token, Options.Value.SessionLifetime);
            GoOn(LocalPaths.Of(ReturnTo));
            return;
        }

        _ticket = result.Error switch
        {
            LoginError.CodeNeeded => result.Ticket,
            LoginError.TooLate => "",
            _ => Ticket ?? "",
        };
        _problem = result.Error switch
        {
            LoginError.CodeNeeded => "",
            LoginError.TooLate => T["That took too long. Please begin again."],
            LoginError.MustWait => T["Too many wrong tries. Wait {0} seconds and try again.", (int)Math.Ceiling(result.Wait.TotalSeconds)],
            _ when _ticket.Length > 0 => T["This code is not good. Each one is good once."],
            _ => T["User name or password is wrong."],
        };
        if (result.Error is LoginError.MustWait)
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Context.Response.Headers.RetryAfter = ((int)Math.Ceiling(result.Wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private void GoOn(string path)
    {
        LocalPaths.GoOn(Context, path);
        _isDone = true;
    }
}
