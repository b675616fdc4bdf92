namespace BhaiKaDns.Hosting;

/// <summary>The folder that holds everything the program writes.</summary>
internal sealed class DataDirectory(string path)
{
    /// <summary>Absolute path; it may not exist yet.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>A path below the data directory.</summary>
    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
