using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.OneTimeCodes;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Audit;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>What somebody who is signed in does with their own account: password, two-factor, sessions. Each role may; API tokens and commands have no account.</summary>
internal sealed class OwnAccount(
    UserAccounts accounts, SessionRegister sessions, Doorkeeper door, PasswordHasher hasher, CodeSecrets secrets, IOptions<AccessOptions> options, TimeProvider time, AuditTrail trail)
{
    /// <summary>The account of whoever asks; null for who has none.</summary>
    public async ValueTask<UserAccount?> FindAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.Kind is ActorKind.Session or ActorKind.AccessToken ? await accounts.FindAsync(actor.Name, cancellationToken) : null;

    /// <summary>Changes the password; all other sessions of this user end.</summary>
    public async Task<Outcome> ChangePasswordAsync(Actor actor, string current, string next, string sessionId, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, cancellationToken) is not { } account)
        {
            return Outcome.Forbidden;
        }

        if (AccountRules.ProblemOfPassword("newPassword", next, account.Name, options.Value) is { } problem)
        {
            return problem;
        }

        LoginResult confirmed = await door.ConfirmAsync(account.Name, current, actor.From, cancellationToken);
        if (!confirmed.IsGood)
        {
            return AccountRules.Of(confirmed, "currentPassword");
        }

        string hash = await hasher.HashAsync(next, cancellationToken);
        return await ChangeAsync(actor, "user.password", now => now with { PasswordHash = hash, PasswordChangedAt = time.GetUtcNow() }, cancellationToken, endOthersThan: sessionId);
    }

    /// <summary>Switches two-factor on, once a code shows that the app has the secret.</summary>
    /// <param name="secret">As <see cref="TimeCodes.CreateSecret"/> made it.</param>
    /// <returns>The recovery codes, which are shown this once.</returns>
    public async Task<(Outcome Outcome, IReadOnlyList<string> RecoveryCodes)> BeginTwoFactorAsync(Actor actor, string password, string secret, string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, cancellationToken) is not { } account)
        {
            return (Outcome.Forbidden, []);
        }

        if (account.HasTwoFactor)
        {
            return (Outcome.Refused(OutcomeKind.InUse, "", "two-factor is on already; switch it off first."), []);
        }

        if (!TimeCodes.IsSecret(secret) || !TimeCodes.IsGood(secret, code, lastStep: 0, time.GetUtcNow(), out long step))
        {
            return (Outcome.Refused(OutcomeKind.Invalid, "code", "this is not what the app shows; if it is, look at the clock of the phone."), []);
        }

        LoginResult confirmed = await door.ConfirmAsync(account.Name, password, actor.From, cancellationToken);
        if (!confirmed.IsGood)
        {
            return (AccountRules.Of(confirmed, "password"), []);
        }

        IReadOnlyList<string> codes = RecoveryCodes.Create();
        Outcome outcome = await ChangeAsync(
            actor,
            "user.two-factor.on",
            now => now.HasTwoFactor ? null : now with { CodeSecret = secrets.Protect(secret), LastCodeStep = step, RecoveryHashes = [.. codes.Select(RecoveryCodes.HashOf)] },
            cancellationToken);
        return (outcome, outcome.IsDone ? codes : []);
    }

    public async Task<Outcome> EndTwoFactorAsync(Actor actor, string password, CancellationToken cancellationToken)
    {
        Outcome confirmed = await ConfirmAsync(actor, password, cancellationToken);
        return confirmed.IsDone
            ? await ChangeAsync(actor, "user.two-factor.off", now => now with { CodeSecret = null, LastCodeStep = 0, RecoveryHashes = [] }, cancellationToken)
            : confirmed;
    }

    /// <summary>New recovery codes in place of all old ones.</summary>
    public async Task<(Outcome Outcome, IReadOnlyList<string> RecoveryCodes)> RenewRecoveryCodesAsync(Actor actor, string password, CancellationToken cancellationToken)
    {
        Outcome confirmed = await ConfirmAsync(actor, password, cancellationToken);
        if (!confirmed.IsDone)
        {
            return (confirmed, []);
        }

        IReadOnlyList<string> codes = RecoveryCodes.Create();
        Outcome outcome = await ChangeAsync(
            actor, "user.recovery-codes", now => now.HasTwoFactor ? now with { RecoveryHashes = [.. codes.Select(RecoveryCodes.HashOf)] } : null, cancellationToken);
        return (outcome, outcome.IsDone ? codes : []);
    }

    /// <summary>The sessions of whoever asks; with <paramref name="all"/>, for administrators, those of everybody.</summary>
    public async Task<IReadOnlyList<LoginSession>> SessionsAsync(Actor actor, bool all, CancellationToken cancellationToken)
    {
        bool everybody = all && actor.May(Permissions.Manage);
        bool hasAccount = await FindAsync(actor, cancellationToken) is not null;
        return [.. (await sessions.ListAsync(cancellationToken)).Where(session => everybody || (hasAccount && session.IsOf(actor.Name)))];
    }

    /// <summary>Signs a session out: one's own, or for administrators anybody's.</summary>
    public async Task<Outcome> EndSessionAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        LoginSession? session = (await SessionsAsync(actor, all: true, cancellationToken)).FirstOrDefault(session => session.Id == id);
        if (session is null)
        {
            return Outcome.Refused(OutcomeKind.NotFound, "", "there is no such session.");
        }

        return await AccountAdministration.StoringAsync(async () =>
        {
            await sessions.EndAsync(open => open.Id == id, cancellationToken);
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, "session.end", session.UserName));
            return Outcome.Done;
        });
    }

    /// <summary>Signs the user out everywhere but in the session that asks.</summary>
    public async Task<Outcome> EndOtherSessionsAsync(Actor actor, string sessionId, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, cancellationToken) is not { } account)
        {
            return Outcome.Forbidden;
        }

        return await AccountAdministration.StoringAsync(async () =>
        {
            if (await sessions.EndAsync(session => session.IsOf(account.Name) && session.Id != sessionId, cancellationToken) > 0)
            {
                await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, "session.end", $"all others of {account.Name}"));
            }

            return Outcome.Done;
        });
    }

    private async Task<Outcome> ConfirmAsync(Actor actor, string password, CancellationToken cancellationToken) =>
        await FindAsync(actor, cancellationToken) is { } account
            ? AccountRules.Of(await door.ConfirmAsync(account.Name, password, actor.From, cancellationToken), "password")
            : Outcome.Forbidden;

    private Task<Outcome> ChangeAsync(Actor actor, string action, Func<UserAccount, UserAccount?> change, CancellationToken cancellationToken, string? endOthersThan = null) =>
        AccountAdministration.StoringAsync(async () =>
        {
            UserAccount? before = null;
            UserAccount? after = null;
            AccountError error = await accounts.ChangeAsync(actor.Name, account => after = change(before = account), cancellationToken);
            if (error is AccountError.None)
            {
                if (endOthersThan is not null)
                {
                    await sessions.EndAsync(session => session.IsOf(actor.Name) && session.Id != endOthersThan, cancellationToken);
                }

                await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, actor.Name, [AccountRules.Change(before, after)]));
            }

            return AccountRules.Of(error, actor.Name);
        });
}
