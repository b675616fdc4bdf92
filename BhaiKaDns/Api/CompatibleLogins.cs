using System.Security.Cryptography;
using System.Text;
using BhaiKaDns.Access;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;

namespace BhaiKaDns.Api;

/// <summary>
/// Logins as clients of other products make them: a password sent once for a session, or a user name and a password with every request.
/// Either may be an account's or an API token. What was found good is remembered by its digest alone for a while, as each check of a
/// password takes long on purpose; who it stands for is looked up anew each time, so what is revoked is gone at once. Bounded; safe from any thread.
/// </summary>
internal sealed class CompatibleLogins(SignIns signIns, ActorFinder actors, SessionRegister sessions, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const int MaxLogins = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _known = [];

    /// <summary>Begins a session.</summary>
    /// <param name="userName">Empty if the password is an API token.</param>
    /// <returns>What became of it, and what the client must send from now on.</returns>
    public async Task<(LoginError Error, TimeSpan Wait, string? Sid)> BeginAsync(HttpContext context, string userName, string password, string? code)
    {
        (LoginResult result, Known? known) = await TryAsync(context, userName, password, code);
        if (known is not { } good)
        {
            return (result.Error, result.Wait, null);
        }

        string sid = Secret.Create();
        Remember(sid, good);
        return (LoginError.None, TimeSpan.Zero, sid);
    }

    /// <summary>Who this session stands for.</summary>
    public async ValueTask<FoundActor> FindAsync(HttpContext context, string sid) =>
        Look(sid) is { } known ? await ActorOfAsync(context, known) : FoundActor.Nobody;

    /// <summary>Who sends this user name and password.</summary>
    public async ValueTask<(FoundActor Found, TimeSpan Wait)> FindAsync(HttpContext context, string userName, string password)
    {
        string key = $"{userName}\n{password}";
        if (Look(key) is { } known && await ActorOfAsync(context, known) is { } found && found != FoundActor.Nobody)
        {
            return (found, TimeSpan.Zero);
        }

        (LoginResult result, Known? good) = await TryAsync(context, userName, password, code: null);
        if (good is not { } login)
        {
            return (FoundActor.Nobody, result.Wait);
        }

        Remember(key, login);
        return (await ActorOfAsync(context, login), TimeSpan.Zero);
    }

    public async Task EndAsync(HttpContext context, string sid)
    {
        Known? known = Look(sid);
        lock (_gate)
        {
            _known.Remove(DigestOf(sid));
        }

        if (known is { Cookie: { } cookie } && await sessions.FindByCookieAsync(cookie, context.RequestAborted) is { } session)
        {
            await signIns.SignOutAsync(context.Actor(), session.Id, context.RequestAborted);
        }
    }

    private async Task<(LoginResult Result, Known? Known)> TryAsync(HttpContext context, string userName, string password, string? code)
    {
        if (password.StartsWith(ApiTokenRegister.Prefix, StringComparison.Ordinal))
        {
            Known token = new(null, password, time.GetUtcNow() + Lifetime);
            bool isGood = await ActorOfAsync(context, token) != FoundActor.Nobody;
            return (new LoginResult(isGood ? LoginError.None : LoginError.Wrong), isGood ? token : null);
        }

        LoginResult result = await signIns.TryAsync(userName, password, code, context.ClientAddress(), context.RequestAborted);
        if (result is not { IsGood: true, Account: { } account })
        {
            return (result, null);
        }

        IssuedSession issued = await signIns.OpenSessionAsync(account, context.ClientAddress(), context.Agent(), context.RequestAborted);
        return (result, new Known(issued.Token, null, time.GetUtcNow() + Lifetime));
    }

    private ValueTask<FoundActor> ActorOfAsync(HttpContext context, Known known) => actors.FindAsync(known.Cookie, known.Token, context.ClientAddress(), context.RequestAborted);

    private Known? Look(string key)
    {
        string digest = DigestOf(key);
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_known.TryGetValue(digest, out Known? known) || known.EndsAt <= now)
            {
                return null;
            }

            _known[digest] = known with { EndsAt = now + Lifetime };
            return known;
        }
    }

    private void Remember(string key, Known known)
    {
        lock (_gate)
        {
            if (_known.Count >= MaxLogins)
            {
                _known.Remove(_known.MinBy(pair => pair.Value.EndsAt).Key);
            }

            _known[DigestOf(key)] = known;
        }
    }

    private static string DigestOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed record Known(string? Cookie, string? Token, DateTimeOffset EndsAt);
}
