using System.Reflection;

namespace BhaiKaDns.Policy.Lists;

/// <summary>The lists that travel inside the executable.</summary>
internal static class BuiltinLists
{
    private const string ResourcePrefix = "BhaiKaDns.Policy.Lists.";

    private static readonly Assembly Here = typeof(BuiltinLists).Assembly;

    public static bool Exists(string name) => Here.GetManifestResourceInfo(ResourceName(name)) is not null;

    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    public static Stream Open(string name) =>
        Here.GetManifestResourceStream(ResourceName(name)) ?? throw new FileNotFoundException($"No list '{name}' inside the program.");

    private static string ResourceName(string name) => $"{ResourcePrefix}{name}.txt";
}
