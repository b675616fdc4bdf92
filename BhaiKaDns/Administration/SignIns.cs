using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Jwt;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Audit;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>Coming in and going out, for pages and API, and the entries about it in the audit trail. Who fails is written down there alone.</summary>
internal sealed partial class SignIns(
    Doorkeeper door, SessionRegister sessions, AccessTokens accessTokens, UserAccounts accounts, SetupCode setupCode, LoginThrottle throttle, PasswordHasher hasher,
    IOptions<AccessOptions> options, AccessMetrics metrics, TimeProvider time, AuditTrail trail, ILogger<SignIns> logger)
{
    public const string LoginAction = "login";
    public const string FailedAction = "login.failed";

    // A first try at the setup is nobody's account; all of them share one count.
    private const string NobodysAccount = "";

    /// <inheritdoc cref="Doorkeeper.TryAsync"/>
    public async Task<LoginResult> TryAsync(string userName, string password, string? code, string address, CancellationToken cancellationToken) =>
        await ToldAsync(await door.TryAsync(userName, password, code, address, cancellationToken), address);

    /// <inheritdoc cref="Doorkeeper.TryCodeAsync"/>
    public async Task<LoginResult> TryCodeAsync(string ticket, string code, string address, CancellationToken cancellationToken) =>
        await ToldAsync(await door.TryCodeAsync(ticket, code, address, cancellationToken), address);

    /// <summary>Begins the session of a browser for somebody who has shown who they are.</summary>
    public async Task<IssuedSession> OpenSessionAsync(UserAccount account, string address, string agent, CancellationToken cancellationToken)
    {
        IssuedSession issued = await sessions.OpenAsync(account.Name, ActorKind.Session, address, agent, cancellationToken);
        await trail.AppendAsync(new AuditDraft(account.Name, address, LoginAction, "pages"));
        return issued;
    }

    /// <summary>Begins the session of an API client.</summary>
    public async Task<IssuedTokens> OpenTokensAsync(UserAccount account, string address, string agent, CancellationToken cancellationToken)
    {
        IssuedSession issued = await sessions.OpenAsync(account.Name, ActorKind.AccessToken, address, agent, cancellationToken);
        await trail.AppendAsync(new AuditDraft(account.Name, address, LoginAction, "api"));
        return TokensOf(issued);
    }

    /// <summary>New tokens for a refresh token; null if it is not good.</summary>
    public async Task<IssuedTokens?> RefreshAsync(string refreshToken, string address, CancellationToken cancellationToken)
    {
        RefreshResult result = await sessions.RotateAsync(refreshToken, cancellationToken);
        if (result.ReusedBy is { } user)
        {
            metrics.Reused();
            LogReused();
            await trail.AppendAsync(new AuditDraft(user, address, "login.reused", "a refresh token came a second time; its login was ended"));
        }

        return result.Issued is { } issued ? TokensOf(issued) : null;
    }

    public async Task SignOutAsync(Actor actor, string sessionId, CancellationToken cancellationToken)
    {
        if (sessionId.Length > 0 && await sessions.EndAsync(session => session.Id == sessionId, cancellationToken) > 0)
        {
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, "logout", ""));
        }
    }

    /// <summary>Whether the first account is still to be made.</summary>
    public async ValueTask<bool> IsSetupOpenAsync(CancellationToken cancellationToken) => (await accounts.AllAsync(cancellationToken)).Count == 0;

    /// <summary>Makes the first administrator for whoever knows the code of the terminal; refused as soon as there is an account.</summary>
    public async Task<Outcome> SetUpAsync(string code, string userName, string password, string address, CancellationToken cancellationToken)
    {
        if (!await IsSetupOpenAsync(cancellationToken))
        {
            return Outcome.Refused(OutcomeKind.InUse, "", "this home has an account already; log in with it.");
        }

        await setupCode.AnnounceAsync(cancellationToken);
        if ((AccountRules.ProblemOfName(userName) ?? AccountRules.ProblemOfPassword("password", password, userName, options.Value)) is { } problem)
        {
            return problem;
        }

        if (!throttle.TryBegin(NobodysAccount, address, out TimeSpan wait))
        {
            return AccountRules.MustWait(wait);
        }

        if (!setupCode.IsRight(code))
        {
            await trail.AppendAsync(new AuditDraft("", address, FailedAction, "the code of the set-up was wrong"));
            return Outcome.Refused(OutcomeKind.Invalid, "code", "this is not the code that the terminal and the log of the server show.");
        }

        throttle.Succeeded(NobodysAccount, address);
        DateTimeOffset now = time.GetUtcNow();
        UserAccount account = new() { Name = userName, Role = Role.Admin, PasswordHash = await hasher.HashAsync(password, cancellationToken), CreatedAt = now, PasswordChangedAt = now };
        AccountError error = await accounts.AddAsync(account, onlyFirst: true, cancellationToken);
        if (error is AccountError.None)
        {
            // Not before: a busy hasher or a full disk must not cost the code.
            setupCode.UseUp();
            await trail.AppendAsync(new AuditDraft(userName, address, "setup", userName));
        }

        return AccountRules.Of(error, userName);
    }

    private async Task<LoginResult> ToldAsync(LoginResult result, string address)
    {
        if (result.Error is LoginError.Wrong)
        {
            // A name that is no account may be a password in the wrong field.
            await trail.AppendAsync(new AuditDraft("", address, FailedAction, result.Account?.Name ?? "no such account"));
        }

        return result;
    }

    private IssuedTokens TokensOf(IssuedSession issued)
    {
        (string token, DateTimeOffset end) = accessTokens.Issue(issued.Session.UserName, issued.Session.Id);
        return new IssuedTokens(token, end, issued.Token);
    }

    [LoggerMessage(1605, LogLevel.Warning, "A refresh token came a second time, so it was copied; the login it belongs to was ended. The audit trail says whose and from where.")]
    private partial void LogReused();
}

/// <summary>What an API client has after a login.</summary>
internal sealed record IssuedTokens(string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken);
