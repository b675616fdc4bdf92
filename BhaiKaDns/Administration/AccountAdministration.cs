using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Audit;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>The users of the house, as administrators manage them.</summary>
internal sealed class AccountAdministration(
    UserAccounts accounts, SessionRegister sessions, PasswordHasher hasher, IOptions<AccessOptions> options, TimeProvider time, AuditTrail trail)
{
    /// <summary>All users; nothing for who may not see them.</summary>
    public async Task<IReadOnlyList<UserSummary>> UsersAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return [];
        }

        IReadOnlyList<LoginSession> open = await sessions.ListAsync(cancellationToken);
        return
        [
            .. (await accounts.AllAsync(cancellationToken)).Select(account => new UserSummary(
                account.Name, account.Role, account.HasTwoFactor, account.CreatedAt, account.PasswordChangedAt,
                open.Where(session => session.IsOf(account.Name)).Select(session => (DateTimeOffset?)session.LastUsedAt).Max(),
                open.Count(session => session.IsOf(account.Name)))),
        ];
    }

    public async Task<Outcome> AddAsync(Actor actor, string userName, Role role, string password, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        if ((AccountRules.ProblemOfName(userName) ?? ProblemOfRole(role) ?? AccountRules.ProblemOfPassword("password", password, userName, options.Value)) is { } problem)
        {
            return problem;
        }

        return await StoringAsync(async () =>
        {
            DateTimeOffset now = time.GetUtcNow();
            UserAccount account = new() { Name = userName, Role = role, PasswordHash = await hasher.HashAsync(password, cancellationToken), CreatedAt = now, PasswordChangedAt = now };
            AccountError error = await accounts.AddAsync(account, onlyFirst: false, cancellationToken);
            return await ToldAsync(actor, "user.add", error, userName, null, account);
        });
    }

    public Task<Outcome> ChangeRoleAsync(Actor actor, string userName, Role role, CancellationToken cancellationToken) =>
        ProblemOfRole(role) is { } problem
            ? Task.FromResult(problem)
            : ChangeAsync(actor, "user.change", userName, account => account with { Role = role }, endsSessions: false, cancellationToken);

    /// <summary>Gives somebody a new password; their sessions end.</summary>
    public async Task<Outcome> SetPasswordAsync(Actor actor, string userName, string password, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        if (AccountRules.ProblemOfPassword("password", password, userName, options.Value) is { } problem)
        {
            return problem;
        }

        string hash = await hasher.HashAsync(password, cancellationToken);
        return await ChangeAsync(actor, "user.password", userName, account => account with { PasswordHash = hash, PasswordChangedAt = time.GetUtcNow() }, endsSessions: true, cancellationToken);
    }

    /// <summary>For who has lost phone and recovery codes; their sessions end.</summary>
    public Task<Outcome> RemoveTwoFactorAsync(Actor actor, string userName, CancellationToken cancellationToken) => ChangeAsync(
        actor, "user.two-factor.off", userName, account => account with { CodeSecret = null, LastCodeStep = 0, RecoveryHashes = [] }, endsSessions: true, cancellationToken);

    public async Task<Outcome> RemoveAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        return await StoringAsync(async () =>
        {
            UserAccount? before = await accounts.FindAsync(userName, cancellationToken);
            AccountError error = await accounts.RemoveAsync(userName, cancellationToken);
            if (error is AccountError.None)
            {
                await sessions.EndAsync(session => session.IsOf(userName), cancellationToken);
            }

            return await ToldAsync(actor, "user.remove", error, userName, before, null);
        });
    }

    private static Outcome? ProblemOfRole(Role role) =>
        role is Role.Viewer or Role.Parent or Role.Admin ? null : Outcome.Refused(OutcomeKind.Invalid, "role", "must be viewer, parent or admin.");

    /// <summary>What the disk does not take is an outcome like others.</summary>
    internal static async Task<Outcome> StoringAsync(Func<Task<Outcome>> change)
    {
        try
        {
            return await change();
        }
        catch (IOException)
        {
            return Outcome.Refused(OutcomeKind.NotStored, "", "the database cannot be used; health says why.");
        }
    }

    private async Task<Outcome> ChangeAsync(
        Actor actor, string action, string userName, Func<UserAccount, UserAccount> change, bool endsSessions, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        return await StoringAsync(async () =>
        {
            UserAccount? before = null;
            UserAccount? after = null;
            AccountError error = await accounts.ChangeAsync(userName, account => after = change(before = account), cancellationToken);
            if (error is AccountError.None && endsSessions)
            {
                await sessions.EndAsync(session => session.IsOf(userName), cancellationToken);
            }

            return await ToldAsync(actor, action, error, before?.Name ?? userName, before, after);
        });
    }

    private async Task<Outcome> ToldAsync(Actor actor, string action, AccountError error, string userName, UserAccount? before, UserAccount? after)
    {
        if (error is AccountError.None)
        {
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, userName, [AccountRules.Change(before, after)]));
        }

        return AccountRules.Of(error, userName);
    }
}

/// <summary>A user as others may see them.</summary>
/// <param name="LastSeenAt">Null while they are signed in nowhere.</param>
internal sealed record UserSummary(
    string Name, Role Role, bool HasTwoFactor, DateTimeOffset CreatedAt, DateTimeOffset PasswordChangedAt, DateTimeOffset? LastSeenAt, int Sessions);
