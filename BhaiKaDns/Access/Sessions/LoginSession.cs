namespace BhaiKaDns.Access.Sessions;

/// <summary>One login that lasts, as it is kept: a browser's, or an API client's with refresh tokens.</summary>
/// <param name="Id">Names it in lists and access tokens; no secret.</param>
/// <param name="SecretHash">SHA-256 of the cookie's, or of the present refresh token's, secret part.</param>
/// <param name="Kind"><see cref="ActorKind.Session"/> or <see cref="ActorKind.AccessToken"/>.</param>
/// <param name="Agent">What the client calls itself, cut short.</param>
internal sealed record LoginSession(
    string Id, string UserName, string SecretHash, ActorKind Kind, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Address, string Agent)
{
    public bool IsOf(string userName) => string.Equals(UserName, userName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A session with the secret that only its client will have.</summary>
/// <param name="Token"><c>id.secret</c>.</param>
internal sealed record IssuedSession(LoginSession Session, string Token);
