namespace BhaiKaDns.Access;

/// <summary>What an operation asks of who wants it. Roles and the scopes of API tokens are sets of these.</summary>
[Flags]
internal enum Permissions : byte
{
    /// <summary>Anybody, also without a login: health, login itself.</summary>
    None = 0,

    /// <summary>Everything that shows the home and holds no secret.</summary>
    Read = 1,

    /// <summary>What a parent does in a moment: pause, resume, allow, block, feedback.</summary>
    Act = 2,

    /// <summary>Adding, changing, removing and refreshing lists.</summary>
    Lists = 4,

    /// <summary>All other changes, and what only administrators see: users, tokens, audit.</summary>
    Manage = 8,

    All = Read | Act | Lists | Manage,
}

/// <summary>The roles as sets of permissions.</summary>
internal static class RolePermissions
{
    public static Permissions Of(Role role) => role switch
    {
        Role.Viewer => Permissions.Read,
        Role.Parent => Permissions.Read | Permissions.Act,
        Role.Admin => Permissions.All,
        _ => Permissions.None,
    };
}
