using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.OneTimeCodes;

namespace BhaiKaDns.Access.Login;

/// <summary>Finds out whether somebody is who they say: password, then code. Begins no session.</summary>
internal sealed partial class Doorkeeper(
    UserAccounts accounts, PasswordHasher hasher, CodeSecrets secrets, LoginThrottle throttle, LoginTickets tickets, AccessMetrics metrics, TimeProvider time, ILogger<Doorkeeper> logger)
{
    /// <param name="code">Of the authenticator app, or a recovery code; null when it is asked in a second step.</param>
    /// <inheritdoc cref="PasswordHasher.HashAsync" path="/exception"/>
    public async Task<LoginResult> TryAsync(string userName, string password, string? code, string address, CancellationToken cancellationToken)
    {
        if (userName.Length is 0 or > UserNames.MaxLength || password.Length is 0 or > PasswordHasher.MaxLength)
        {
            userName = "";
            password = "-";
        }

        if (!throttle.TryBegin(userName, address, out TimeSpan wait))
        {
            return Held(wait);
        }

        UserAccount? account = await accounts.FindAsync(userName, cancellationToken);
        if (!await hasher.MatchesAsync(password, account?.PasswordHash, cancellationToken) || account is null)
        {
            return Refused(account);
        }

        if (!account.HasTwoFactor)
        {
            return Good(account, address);
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            throttle.Undecided(account.Name, address);
            return new LoginResult(LoginError.CodeNeeded, account, tickets.Issue(account.Name));
        }

        return await CheckCodeAsync(account, code, address, cancellationToken);
    }

    /// <summary>The second step.</summary>
    public async Task<LoginResult> TryCodeAsync(string ticket, string code, string address, CancellationToken cancellationToken)
    {
        if (tickets.Find(ticket) is not { } userName || await accounts.FindAsync(userName, cancellationToken) is not { } account)
        {
            return new LoginResult(LoginError.TooLate);
        }

        if (!throttle.TryBegin(account.Name, address, out TimeSpan wait))
        {
            return Held(wait);
        }

        LoginResult result = await CheckCodeAsync(account, code, address, cancellationToken);
        if (result.IsGood)
        {
            tickets.Use(ticket);
        }

        return result;
    }

    /// <summary>Whether this is the password of somebody who is signed in already, before something delicate; tries are counted as at the login.</summary>
    public async Task<LoginResult> ConfirmAsync(string userName, string password, string address, CancellationToken cancellationToken)
    {
        if (!throttle.TryBegin(userName, address, out TimeSpan wait))
        {
            return Held(wait);
        }

        UserAccount? account = await accounts.FindAsync(userName, cancellationToken);
        if (password.Length is 0 or > PasswordHasher.MaxLength || !await hasher.MatchesAsync(password, account?.PasswordHash, cancellationToken) || account is null)
        {
            return Refused(account);
        }

        throttle.Succeeded(account.Name, address);
        return new LoginResult(LoginError.None, account);
    }

    private async Task<LoginResult> CheckCodeAsync(UserAccount account, string code, string address, CancellationToken cancellationToken)
    {
        // Judged under the lock of the accounts, so that one code is not taken twice at the same moment.
        AccountError error = await accounts.ChangeAsync(account.Name, now => Take(now, code), cancellationToken);
        return error is AccountError.None ? Good(account, address) : Refused(account);
    }

    private UserAccount? Take(UserAccount account, string code)
    {
        if (account.CodeSecret is { } kept && secrets.Unprotect(kept) is { } secret && TimeCodes.IsGood(secret, code, account.LastCodeStep, time.GetUtcNow(), out long step))
        {
            return account with { LastCodeStep = step };
        }

        return RecoveryCodes.Use(account.RecoveryHashes, code) is { } left ? account with { RecoveryHashes = left } : null;
    }

    private LoginResult Good(UserAccount account, string address)
    {
        throttle.Succeeded(account.Name, address);
        metrics.LoggedIn();
        return new LoginResult(LoginError.None, account);
    }

    private LoginResult Refused(UserAccount? account)
    {
        metrics.Refused();
        LogRefused();
        return new LoginResult(LoginError.Wrong, account);
    }

    private LoginResult Held(TimeSpan wait)
    {
        metrics.Held();
        return new LoginResult(LoginError.MustWait, Wait: wait);
    }

    [LoggerMessage(1604, LogLevel.Warning, "A login failed. The audit trail says from where.")]
    private partial void LogRefused();
}
