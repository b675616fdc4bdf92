using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace BhaiKaDns.Components.Assets;

/// <summary>
/// The files for browsers that the build has put into the assembly. They are there however the program was started: by
/// <c>dotnet run</c>, from a published single file, or by a test.
/// </summary>
internal sealed class EmbeddedAssetCatalog(Assembly assembly)
{
    /// <summary>Ending of the resource that holds the gzip form of another.</summary>
    public const string CompressedSuffix = ".gz";

    private const string Prefix = "wwwroot/";

    private readonly FrozenDictionary<string, EmbeddedAsset> _assets = Read(assembly);

    public IEnumerable<EmbeddedAsset> Assets => _assets.Values;

    public bool TryFind(string path, [NotNullWhen(true)] out EmbeddedAsset? asset) => _assets.TryGetValue(path, out asset);

    /// <summary>An address that changes with the content, so that browsers may keep what it gives for ever.</summary>
    /// <exception cref="ArgumentException">The build embedded no such file.</exception>
    public string AddressOf(string path) =>
        TryFind(path, out EmbeddedAsset? asset) ? $"{path}?v={asset.Version}" : throw new ArgumentException($"No asset {path} is embedded.", nameof(path));

    private static FrozenDictionary<string, EmbeddedAsset> Read(Assembly assembly)
    {
        HashSet<string> resources = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        return resources
            .Where(name => !name.EndsWith(CompressedSuffix, StringComparison.Ordinal))
            .Select(name => new EmbeddedAsset(assembly, name, name[Prefix.Length..], resources.Contains(name + CompressedSuffix)))
            .ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);
    }
}
