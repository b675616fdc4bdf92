namespace BhaiKaDns.Access.ApiTokens;

/// <summary>What an API token may do, by the names of the contract.</summary>
internal static class TokenScopes
{
    public static readonly IReadOnlyList<string> All = ["read", "pause", "lists", "admin"];

    /// <summary>What these scopes allow together; a name that is none allows nothing.</summary>
    public static Permissions Of(IEnumerable<string> scopes) => scopes.Aggregate(Permissions.None, (granted, scope) => granted | scope switch
    {
        "read" => Permissions.Read,
        "pause" => Permissions.Act,
        "lists" => Permissions.Lists,
        "admin" => Permissions.All,
        _ => Permissions.None,
    });
}
