using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace BhaiKaDns.Components.Assets;

/// <summary>One file for browsers that lies inside the assembly, plain and, where the build made one, compressed.</summary>
internal sealed class EmbeddedAsset
{
    private const int VersionLength = 16;

    private readonly Assembly _assembly;
    private readonly string _resource;
    private readonly Lazy<string> _version;

    public EmbeddedAsset(Assembly assembly, string resource, string path, bool isCompressed)
    {
        _assembly = assembly;
        _resource = resource;
        Path = path;
        HasCompressedForm = isCompressed;
        // Hashing waits for the first request: answers to queries come before pages.
        _version = new Lazy<string>(ComputeVersion);
    }

    /// <summary>Path below the root, without a leading slash.</summary>
    public string Path { get; }

    public bool HasCompressedForm { get; }

    /// <summary>Changes with the content and with nothing else.</summary>
    public string Version => _version.Value;

    public string ContentType => System.IO.Path.GetExtension(Path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };

    /// <summary>The compressed form is another representation and has a tag of its own (RFC 9110, section 8.8.3.3).</summary>
    public EntityTagHeaderValue EntityTag(bool compressed) => new(compressed ? $"\"{Version}-gz\"" : $"\"{Version}\"");

    /// <summary>Octets in mapped memory; nothing is copied. The caller disposes of the stream.</summary>
    public Stream Open(bool compressed) =>
        _assembly.GetManifestResourceStream(compressed ? _resource + EmbeddedAssetCatalog.CompressedSuffix : _resource)
        ?? throw new InvalidOperationException($"The resource {_resource} has gone from the assembly.");

    private string ComputeVersion()
    {
        using Stream content = Open(compressed: false);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..VersionLength];
    }
}
