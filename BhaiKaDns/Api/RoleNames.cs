using BhaiKaDns.Access;

namespace BhaiKaDns.Api;

/// <summary>Roles by their names in the contract.</summary>
internal static class RoleNames
{
    /// <summary>Null for none.</summary>
    public static string? Of(Role role) => role is Role.None ? null : role.ToString().ToLowerInvariant();

    /// <summary><see cref="Role.None"/> for a name that is none.</summary>
    public static Role Parse(string? name) => name switch
    {
        "viewer" => Role.Viewer,
        "parent" => Role.Parent,
        "admin" => Role.Admin,
        _ => Role.None,
    };
}
