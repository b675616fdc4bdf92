namespace BhaiKaDns.Access;

/// <summary>Who asks for something, and what they may. Made where a request or a page comes in; carried down to the audit trail.</summary>
/// <param name="Name">User name, name of the API token, or <c>command</c> for the owner of the machine on the control socket.</param>
/// <param name="From">Address of the client; empty for the control socket and for the server itself.</param>
internal sealed record Actor(string Name, Role Role, Permissions Permissions, ActorKind Kind, string From)
{
    /// <summary>Nobody has logged in.</summary>
    public static readonly Actor Nobody = new("", Role.None, Permissions.None, ActorKind.None, "");

    /// <summary>Whoever reaches the control socket may read and write the data directory anyway.</summary>
    public static readonly Actor Command = new("command", Role.Admin, Permissions.All, ActorKind.ControlSocket, "");

    /// <summary>The server itself, by a timer.</summary>
    public static readonly Actor Server = new("server", Role.Admin, Permissions.All, ActorKind.Server, "");

    public bool May(Permissions needed) => (Permissions & needed) == needed;

    public static Actor OfUser(string name, Role role, ActorKind kind, string from) => new(name, role, RolePermissions.Of(role), kind, from);
}

/// <summary>How an actor proved who it is.</summary>
internal enum ActorKind : byte
{
    None = 0,

    /// <summary>A page's cookie.</summary>
    Session = 1,

    /// <summary>A short-lived access token (JWT) of a login.</summary>
    AccessToken = 2,

    /// <summary>An API token with scopes.</summary>
    ApiToken = 3,
    ControlSocket = 4,
    Server = 5,
}
