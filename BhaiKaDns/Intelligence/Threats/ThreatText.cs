using System.Text;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>The text files that come with the detectors, embedded in the program.</summary>
internal static class ThreatText
{
    /// <param name="name">File name without its ending.</param>
    public static string Read(string name)
    {
        string resource = $"{typeof(ThreatText).Namespace}.{name}.txt";
        using Stream stream = typeof(ThreatText).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException(resource);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
