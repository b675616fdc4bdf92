using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Access.Jwt;
using BhaiKaDns.Access.Sessions;

namespace BhaiKaDns.Access;

/// <summary>Who a request comes from, by what it carries. Reads nothing while nobody carries anything.</summary>
internal sealed class ActorFinder(UserAccounts accounts, SessionRegister sessions, ApiTokenRegister tokens, AccessTokens accessTokens)
{
    /// <param name="cookie">The session cookie's value.</param>
    /// <param name="bearer">What follows <c>Bearer</c> in the Authorization header; it goes before a cookie.</param>
    /// <param name="address">Of the client.</param>
    public async ValueTask<FoundActor> FindAsync(string? cookie, string? bearer, string address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(bearer))
        {
            return string.IsNullOrEmpty(cookie) || await sessions.FindByCookieAsync(cookie, cancellationToken) is not { } session
                ? FoundActor.Nobody
                : await OfSessionAsync(session, address, cancellationToken);
        }

        if (bearer.StartsWith(ApiTokenRegister.Prefix, StringComparison.Ordinal))
        {
            return await tokens.FindAsync(bearer, cancellationToken) is { } token
                ? new FoundActor(new Actor(token.Name, Role.None, TokenScopes.Of(token.Scopes), ActorKind.ApiToken, address), "")
                : FoundActor.Nobody;
        }

        return await accessTokens.ReadAsync(bearer) is { } known
            && await sessions.FindAsync(known.SessionId, cancellationToken) is { Kind: ActorKind.AccessToken } login
            && login.IsOf(known.UserName)
            ? await OfSessionAsync(login, address, cancellationToken)
            : FoundActor.Nobody;
    }

    /// <summary>Who has this session now; nobody once it has ended.</summary>
    public async ValueTask<Actor> OfSessionAsync(string sessionId, string address, CancellationToken cancellationToken) =>
        await sessions.FindAsync(sessionId, cancellationToken) is { } session ? (await OfSessionAsync(session, address, cancellationToken)).Actor : Actor.Nobody;

    private async ValueTask<FoundActor> OfSessionAsync(LoginSession session, string address, CancellationToken cancellationToken) =>
        await accounts.FindAsync(session.UserName, cancellationToken) is { } account
            ? new FoundActor(Actor.OfUser(account.Name, account.Role, session.Kind, address), session.Id)
            : FoundActor.Nobody;
}

/// <param name="SessionId">Empty where there is no session.</param>
internal readonly record struct FoundActor(Actor Actor, string SessionId)
{
    public static readonly FoundActor Nobody = new(Actor.Nobody, "");
}
