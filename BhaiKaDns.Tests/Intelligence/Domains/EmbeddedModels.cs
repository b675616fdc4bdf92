namespace BhaiKaDns.Intelligence.Domains;

/// <summary>The models inside the program, read once for all tests.</summary>
internal static class EmbeddedModels
{
    public static ThreatModel Threat { get; } = ModelFiles.LoadThreat(directory: null, out _)!;

    public static HostModel Host { get; } = ModelFiles.LoadHost(directory: null, out _)!;

    public static CategoryModel Category { get; } = ModelFiles.LoadCategory(directory: null, out _)!;

    public static byte[] OctetsOf(string file)
    {
        using Stream stream = typeof(ModelFiles).Assembly.GetManifestResourceStream($"BhaiKaDns.Intelligence.Domains.{file}")!;
        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }
}
