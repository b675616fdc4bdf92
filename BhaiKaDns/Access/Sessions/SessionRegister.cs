using BhaiKaDns.Storage;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Access.Sessions;

/// <summary>
/// All logins that last. Kept in the embedded database, so that a restart signs nobody out, and in memory once somebody asked. What is
/// not in it is not signed in: an access token is good only while its session is here. Safe from any thread; throws
/// <see cref="IOException"/> when the database cannot be used.
/// </summary>
internal sealed class SessionRegister(StateStore store, IOptions<AccessOptions> options, TimeProvider time) : IDisposable
{
    public const int MaxSessions = 1000;
    public const int MaxSessionsOfUser = 50;

    private const string Key = "access.sessions";
    private const int MaxAgentLength = 200;
    private const int MaxTokenLength = 128;

    // A session that is used all day need not be written at each click.
    private static readonly TimeSpan KeptEvery = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyDictionary<string, LoginSession>? _all;

    /// <summary>Begins a session; the oldest of the user gives way if there are too many.</summary>
    public async Task<IssuedSession> OpenAsync(string userName, ActorKind kind, string address, string agent, CancellationToken cancellationToken)
    {
        string secret = Secret.Create();
        DateTimeOffset now = time.GetUtcNow();
        LoginSession session = new(Secret.CreateId(), userName, Secret.HashOf(secret), kind, now, now, address, agent.Length > MaxAgentLength ? agent[..MaxAgentLength] : agent);
        await EditAsync(all => all[session.Id] = session, cancellationToken);
        return new IssuedSession(session, $"{session.Id}.{secret}");
    }

    /// <summary>The session of a cookie, if it is good; counts as a use.</summary>
    public async ValueTask<LoginSession?> FindByCookieAsync(string token, CancellationToken cancellationToken)
    {
        if (!TrySplit(token, out string id, out string secret)
            || await FindAsync(id, cancellationToken) is not { Kind: ActorKind.Session } session
            || !Secret.Matches(secret, session.SecretHash))
        {
            return null;
        }

        if (time.GetUtcNow() - session.LastUsedAt >= KeptEvery)
        {
            await EditAsync(all => Touch(all, id), cancellationToken);
        }

        return session;
    }

    /// <summary>A session by its id, unless it has ended.</summary>
    public async ValueTask<LoginSession?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).TryGetValue(id, out LoginSession? session) && IsGood(session) ? session : null;

    /// <summary>
    /// A new refresh token for an old one, which is used up. One that comes again was copied, by a thief or from him: the session ends,
    /// and whoever is honest logs in again.
    /// </summary>
    public async Task<RefreshResult> RotateAsync(string token, CancellationToken cancellationToken)
    {
        if (!TrySplit(token, out string id, out string secret))
        {
            return RefreshResult.Unknown;
        }

        RefreshResult result = RefreshResult.Unknown;
        await EditAsync(
            all =>
            {
                if (!all.TryGetValue(id, out LoginSession? session) || session.Kind is not ActorKind.AccessToken || !IsGood(session))
                {
                    return;
                }

                if (!Secret.Matches(secret, session.SecretHash))
                {
                    all.Remove(id);
                    result = new RefreshResult(null, session.UserName);
                    return;
                }

                string next = Secret.Create();
                all[id] = session with { SecretHash = Secret.HashOf(next), LastUsedAt = time.GetUtcNow() };
                result = new RefreshResult(new IssuedSession(all[id], $"{id}.{next}"), null);
            },
            cancellationToken);
        return result;
    }

    /// <summary>The sessions that have not ended, last used first.</summary>
    public async ValueTask<IReadOnlyList<LoginSession>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Values.Where(IsGood).OrderByDescending(session => session.LastUsedAt)];

    /// <summary>Ends sessions.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EndAsync(Func<LoginSession, bool> which, CancellationToken cancellationToken)
    {
        int ended = 0;
        await EditAsync(
            all =>
            {
                foreach (LoginSession session in all.Values.Where(which).ToArray())
                {
                    ended += all.Remove(session.Id) ? 1 : 0;
                }
            },
            cancellationToken);
        return ended;
    }

    public void Dispose() => _turn.Dispose();

    private static bool TrySplit(string token, out string id, out string secret)
    {
        int dot = token.Length <= MaxTokenLength ? token.IndexOf('.', StringComparison.Ordinal) : -1;
        (id, secret) = dot > 0 ? (token[..dot], token[(dot + 1)..]) : ("", "");
        return dot > 0;
    }

    private bool IsGood(LoginSession session)
    {
        (TimeSpan idle, TimeSpan whole) = session.Kind is ActorKind.Session
            ? (options.Value.SessionIdle, options.Value.SessionLifetime)
            : (options.Value.RefreshTokenIdle, options.Value.RefreshTokenLifetime);
        DateTimeOffset now = time.GetUtcNow();
        return now - session.LastUsedAt < idle && now - session.CreatedAt < whole;
    }

    private void Touch(Dictionary<string, LoginSession> all, string id)
    {
        if (all.TryGetValue(id, out LoginSession? session))
        {
            all[id] = session with { LastUsedAt = time.GetUtcNow() };
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, LoginSession>> AllAsync(CancellationToken cancellationToken)
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

    private async Task<IReadOnlyDictionary<string, LoginSession>> LoadAsync(CancellationToken cancellationToken) =>
        _all ??= (await store.ReadAsync<LoginSession[]>(Key, cancellationToken) ?? []).ToDictionary(session => session.Id);

    private async Task EditAsync(Action<Dictionary<string, LoginSession>> edit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyDictionary<string, LoginSession> before = await LoadAsync(cancellationToken);
            Dictionary<string, LoginSession> after = new(before);
            edit(after);
            foreach (LoginSession ended in after.Values.Where(session => !IsGood(session)).Concat(TooMany(after)).ToArray())
            {
                after.Remove(ended.Id);
            }

            if (after.Count != before.Count || after.Any(pair => !before.TryGetValue(pair.Key, out LoginSession? old) || !ReferenceEquals(old, pair.Value)))
            {
                await store.WriteAsync(Key, after.Values.ToArray(), cancellationToken);
                _all = after;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static IEnumerable<LoginSession> TooMany(Dictionary<string, LoginSession> all) =>
        all.Values.GroupBy(session => session.UserName, StringComparer.OrdinalIgnoreCase)
            .SelectMany(sessions => sessions.OrderByDescending(session => session.LastUsedAt).Skip(MaxSessionsOfUser))
            .Concat(all.Values.OrderByDescending(session => session.LastUsedAt).Skip(MaxSessions));
}

/// <param name="Issued">The session with its new token; null if the old one was not good.</param>
/// <param name="ReusedBy">Whose session was ended because a token came a second time.</param>
internal readonly record struct RefreshResult(IssuedSession? Issued, string? ReusedBy)
{
    public static readonly RefreshResult Unknown;
}
