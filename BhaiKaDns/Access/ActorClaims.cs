using System.Security.Claims;

namespace BhaiKaDns.Access;

/// <summary>An <see cref="Actor"/> as the claims that the framework carries from a request to the circuit of a page, and back.</summary>
internal static class ActorClaims
{
    public const string SessionId = "session";

    private const string Scheme = "bhaikadns";
    private const string Name = "name";
    private const string RoleName = "role";
    private const string Granted = "permissions";
    private const string Kind = "kind";
    private const string From = "from";

    /// <param name="sessionId">Of the cookie's session; empty for others.</param>
    public static ClaimsPrincipal ToPrincipal(Actor actor, string sessionId = "") => new(new ClaimsIdentity(
        [
            new Claim(Name, actor.Name),
            new Claim(RoleName, actor.Role.ToString()),
            new Claim(Granted, actor.Permissions.ToString()),
            new Claim(Kind, actor.Kind.ToString()),
            new Claim(From, actor.From),
            new Claim(SessionId, sessionId),
        ],
        actor == Actor.Nobody ? null : Scheme,
        Name,
        RoleName));

    public static Actor ToActor(ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true, AuthenticationType: Scheme }
        ? new Actor(
            Value(principal, Name),
            Enum.Parse<Role>(Value(principal, RoleName)),
            Enum.Parse<Permissions>(Value(principal, Granted)),
            Enum.Parse<ActorKind>(Value(principal, Kind)),
            Value(principal, From))
        : Actor.Nobody;

    private static string Value(ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value ?? "";
}
