using System.Text.Json;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Keeps learned names from one start to the next in <c>names.json</c> of the data directory, readable by the server alone. Not in the
/// database: opening that takes a good part of the start, and names are learned anew if they are lost.
/// </summary>
internal sealed class LearnedNamesFile(DataDirectory directory)
{
    public const string FileName = "names.json";

    private string Path => directory.Combine(FileName);

    /// <summary>What was kept; nothing if there is no file or it cannot be read.</summary>
    public IReadOnlyList<LearnedName> Read()
    {
        try
        {
            using FileStream file = PrivateFile.Open(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return JsonSerializer.Deserialize<List<LearnedName>>(file, JsonSerializerOptions.Web) ?? [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Replaces what was kept, whole or not at all. A disk that does not take it is told of by others.</summary>
    public void Write(IReadOnlyList<LearnedName> names)
    {
        try
        {
            string next = Path + ".new";
            using (FileStream file = PrivateFile.Open(next, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(file, names, JsonSerializerOptions.Web);
            }

            File.Move(next, Path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Learned anew after the next start.
        }
    }
}
