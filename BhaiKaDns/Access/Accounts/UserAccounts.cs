using BhaiKaDns.Storage;

namespace BhaiKaDns.Access.Accounts;

/// <summary>
/// All who may sign in, kept in the embedded database and, once somebody asked, in memory. Safe from any thread; every method throws
/// <see cref="IOException"/> when the database cannot be used, so that a broken disk never looks like a home without accounts.
/// </summary>
internal sealed class UserAccounts(StateStore store, FirstAccount first) : IDisposable
{
    public const int MaxAccounts = 64;

    private const string Key = "access.users";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyList<UserAccount>? _all;

    public async ValueTask<IReadOnlyList<UserAccount>> AllAsync(CancellationToken cancellationToken)
    {
        if (_all is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await LoadAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) => Find(await AllAsync(cancellationToken), name);

    /// <summary>Adds an account.</summary>
    /// <param name="onlyFirst">Only if there is none yet.</param>
    public Task<AccountError> AddAsync(UserAccount account, bool onlyFirst, CancellationToken cancellationToken) => EditAsync(
        all => onlyFirst && all.Count > 0 ? (AccountError.NotFirst, all)
            : all.Count == 0 && account.Role is not Role.Admin ? (AccountError.LastAdmin, all)
            : Find(all, account.Name) is not null ? (AccountError.NameTaken, all)
            : all.Count >= MaxAccounts ? (AccountError.TooMany, all)
            : (AccountError.None, [.. all, account]),
        cancellationToken);

    /// <summary>Puts another state of an account in place of the one that is there now.</summary>
    /// <param name="change">Gives the new state, or null if the present one does not allow it.</param>
    public Task<AccountError> ChangeAsync(string name, Func<UserAccount, UserAccount?> change, CancellationToken cancellationToken) => EditAsync(
        all =>
        {
            if (Find(all, name) is not { } old)
            {
                return (AccountError.NotFound, all);
            }

            UserAccount? changed = change(old);
            return changed is null ? (AccountError.Refused, all)
                : old.Role is Role.Admin && changed.Role is not Role.Admin && IsLastAdmin(all, old) ? (AccountError.LastAdmin, all)
                : (AccountError.None, [.. all.Select(account => ReferenceEquals(account, old) ? changed : account)]);
        },
        cancellationToken);

    public Task<AccountError> RemoveAsync(string name, CancellationToken cancellationToken) => EditAsync(
        all => Find(all, name) is not { } old ? (AccountError.NotFound, all)
            : IsLastAdmin(all, old) ? (AccountError.LastAdmin, all)
            : (AccountError.None, [.. all.Where(account => !ReferenceEquals(account, old))]),
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private static UserAccount? Find(IReadOnlyList<UserAccount> all, string name) =>
        all.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsLastAdmin(IReadOnlyList<UserAccount> all, UserAccount account) =>
        account.Role is Role.Admin && all.Count(other => other.Role is Role.Admin) == 1;

    private async Task<AccountError> EditAsync(Func<IReadOnlyList<UserAccount>, (AccountError Error, IReadOnlyList<UserAccount> All)> edit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<UserAccount> before = await LoadAsync(cancellationToken);
            (AccountError error, IReadOnlyList<UserAccount> after) = edit(before);
            if (!ReferenceEquals(before, after))
            {
                await store.WriteAsync(Key, after, cancellationToken);
                _all = after;
            }

            return error;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyList<UserAccount>> LoadAsync(CancellationToken cancellationToken)
    {
        if (_all is { } known)
        {
            return known;
        }

        UserAccount[] all = await store.ReadAsync<UserAccount[]>(Key, cancellationToken) ?? [];
        if (all.Length == 0 && await first.FromFileAsync(cancellationToken) is { } account)
        {
            all = [account];
            await store.WriteAsync(Key, all, cancellationToken);
        }

        return _all = all;
    }
}

/// <summary>Why an account was not changed.</summary>
internal enum AccountError : byte
{
    None = 0,
    NotFound = 1,
    NameTaken = 2,

    /// <summary>A home without an administrator could not be managed any more.</summary>
    LastAdmin = 3,

    /// <summary>There are accounts already, so nobody becomes the first.</summary>
    NotFirst = 4,
    TooMany = 5,

    /// <summary>The account is no longer as the change needs it.</summary>
    Refused = 6,
}
