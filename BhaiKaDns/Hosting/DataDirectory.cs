namespace BhaiKaDns.Hosting;

/// <summary>The directory that holds everything this instance keeps; a relative path is under the working directory.</summary>
internal sealed class DataDirectory(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
