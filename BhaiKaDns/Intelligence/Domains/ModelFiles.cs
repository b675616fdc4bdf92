using System.Diagnostics;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Where models come from: <c>models/*.bkm</c> in the data directory where the household trained its own, else those inside the
/// program. A file that is refused costs nothing but itself: the embedded model stands in, and the problem says why.
/// </summary>
internal static class ModelFiles
{
    public const string Folder = "models";
    public const string Threat = "threat.bkm";
    public const string Host = "host.bkm";
    public const string Category = "category.bkm";

    private const string Resources = "BhaiKaDns.Intelligence.Domains.";

    /// <param name="octets">A whole model file.</param>
    /// <param name="problem">Why it is refused, to be read by people.</param>
    private delegate T? Reader<T>(ReadOnlyMemory<byte> octets, out string problem)
        where T : class;

    /// <summary>The threat model to use.</summary>
    /// <param name="directory">The folder that <see cref="Folder"/> names within the data directory; null for the embedded model.</param>
    /// <param name="problem">What was refused and why, as sentences for people; empty if nothing was.</param>
    /// <returns>Null if the embedded one is refused too: there are rules only.</returns>
    public static ThreatModel? LoadThreat(string? directory, out string problem) => Load<ThreatModel>(directory, Threat, ThreatModel.TryRead, out problem);

    /// <inheritdoc cref="LoadThreat"/>
    /// <summary>The host model to use.</summary>
    public static HostModel? LoadHost(string? directory, out string problem) => Load<HostModel>(directory, Host, HostModel.TryRead, out problem);

    /// <inheritdoc cref="LoadThreat"/>
    /// <summary>The category model to use.</summary>
    public static CategoryModel? LoadCategory(string? directory, out string problem) => Load<CategoryModel>(directory, Category, CategoryModel.TryRead, out problem);

    /// <summary>Octets of a model file; null with the reason if it cannot be read or is too long to be one.</summary>
    public static byte[]? TryReadOctets(string path, out string problem)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > ModelFile.MaxLength)
            {
                problem = "it is no model file";
                return null;
            }

            byte[] octets = new byte[file.Length];
            file.ReadExactly(octets);
            problem = "";
            return octets;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = $"it cannot be read: {failure.Message}";
            return null;
        }
    }

    private static T? Load<T>(string? directory, string name, Reader<T> read, out string problem)
        where T : class
    {
        problem = "";
        if (directory is not null && Path.Combine(directory, name) is string path && File.Exists(path))
        {
            if (TryReadOctets(path, out string reason) is byte[] own && read(own, out reason) is T model)
            {
                return model;
            }

            problem = $"{path} is refused, {reason}.";
        }

        if (read(Embedded(name), out string embeddedReason) is T embedded)
        {
            return embedded;
        }

        problem = $"{problem} The embedded {name} is refused, {embeddedReason}.".TrimStart();
        return null;
    }

    private static byte[] Embedded(string name)
    {
        using Stream stream = typeof(ModelFiles).Assembly.GetManifestResourceStream(Resources + name) ?? throw new UnreachableException(name);
        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }
}
