using BhaiKaDns.Storage;

namespace BhaiKaDns.Access.ApiTokens;

/// <summary>All API tokens, kept in the embedded database. Safe from any thread; throws <see cref="IOException"/> when it cannot be used.</summary>
internal sealed class ApiTokenRegister(StateStore store, TimeProvider time) : IDisposable
{
    /// <summary>What every token begins with: scanners for leaked secrets find it by this.</summary>
    public const string Prefix = "bkd_";

    public const int MaxTokens = 100;

    private const string Key = "access.tokens";
    private const int MaxLength = 128;
    private const char Divider = '_';

    // When a token was last used is told to ten minutes: it must not cost a write at each request.
    private static readonly TimeSpan KeptEvery = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyList<ApiToken>? _all;

    public async ValueTask<IReadOnlyList<ApiToken>> AllAsync(CancellationToken cancellationToken)
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

    /// <summary>Makes a token.</summary>
    /// <returns>The token and what its user must send; null if there are too many.</returns>
    public async Task<(ApiToken Token, string Text)?> AddAsync(string name, IReadOnlyList<string> scopes, string createdBy, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        string secret = Secret.Create();
        ApiToken token = new(Secret.CreateId(), name, scopes, Secret.HashOf(secret), createdBy, time.GetUtcNow(), expiresAt, LastUsedAt: null);
        bool isAdded = await EditAsync(all => all.Count < MaxTokens ? [.. all, token] : all, cancellationToken);
        return isAdded ? (token, $"{Prefix}{token.Id}{Divider}{secret}") : null;
    }

    /// <returns>Whether there was such a token.</returns>
    public Task<bool> ChangeAsync(string id, Func<ApiToken, ApiToken> change, CancellationToken cancellationToken) => EditAsync(
        all => all.Any(token => token.Id == id) ? [.. all.Select(token => token.Id == id ? change(token) : token)] : all, cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => EditAsync(
        all => all.Any(token => token.Id == id) ? [.. all.Where(token => token.Id != id)] : all, cancellationToken);

    /// <summary>The token that a request carries, if it is good; counts as a use.</summary>
    public async ValueTask<ApiToken?> FindAsync(string text, CancellationToken cancellationToken)
    {
        int divider = text.Length <= MaxLength && text.StartsWith(Prefix, StringComparison.Ordinal) ? text.IndexOf(Divider, Prefix.Length) : -1;
        if (divider < 0)
        {
            return null;
        }

        string id = text[Prefix.Length..divider];
        ApiToken? token = (await AllAsync(cancellationToken)).FirstOrDefault(known => known.Id == id);
        DateTimeOffset now = time.GetUtcNow();
        if (token is null || token.ExpiresAt <= now || !Secret.Matches(text[(divider + 1)..], token.SecretHash))
        {
            return null;
        }

        if (token.LastUsedAt is null || now - token.LastUsedAt >= KeptEvery)
        {
            await ChangeAsync(id, old => old with { LastUsedAt = now }, cancellationToken);
        }

        return token;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<ApiToken>> LoadAsync(CancellationToken cancellationToken) =>
        _all ??= await store.ReadAsync<ApiToken[]>(Key, cancellationToken) ?? [];

    private async Task<bool> EditAsync(Func<IReadOnlyList<ApiToken>, IReadOnlyList<ApiToken>> edit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<ApiToken> before = await LoadAsync(cancellationToken);
            IReadOnlyList<ApiToken> after = edit(before);
            if (ReferenceEquals(before, after))
            {
                return false;
            }

            await store.WriteAsync(Key, after, cancellationToken);
            _all = after;
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }
}
