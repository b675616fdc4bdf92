namespace BhaiKaDns.Architecture;

/// <summary>Which folder stands on which floor: the one table that the tests of the layout read.</summary>
internal static class Floors
{
    public const string RootNamespace = "BhaiKaDns";

    public static readonly IReadOnlyDictionary<string, int> ByFolder = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Dns"] = 0,
        ["Collections"] = 0,
        ["Hosting"] = 0,
        ["Queries"] = 1,
        ["Storage"] = 1,
        ["Events"] = 2,
        ["Audit"] = 2,
        ["Admission"] = 3,
        ["Policy"] = 3,
        ["Caching"] = 3,
        ["Intelligence"] = 3,
        ["Resolution"] = 3,
        ["QueryLog"] = 3,
        ["Analytics"] = 3,
        ["Alerts"] = 3,
        ["Access"] = 3,
        ["Backups"] = 3,
        ["Fleet"] = 3,
        ["Pipeline"] = 4,
        ["Import"] = 4,
        ["Administration"] = 4,
        ["Listeners"] = 5,
        ["Api"] = 5,
        ["Components"] = 5,
        ["Commands"] = 5,
    };

    /// <summary>The folder of a type of the program, or null for <c>Program</c> itself and for what is not ours.</summary>
    public static string? FolderOf(string fullName)
    {
        string[] parts = fullName.Split('.', '+', '/', '<');
        return parts.Length > 2 && parts[0] == RootNamespace ? parts[1] : null;
    }
}
