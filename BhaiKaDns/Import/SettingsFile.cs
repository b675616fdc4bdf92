using System.Text.Json;
using System.Text.Json.Nodes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Import;

/// <summary>
/// Merges settings into <c>appsettings.json</c> of the data directory: all or, if the result would not be accepted at the next start,
/// nothing. Comments in the file are lost.
/// </summary>
/// <param name="catalogFor">The sections as they are for given settings: some check one section against another.</param>
internal sealed class SettingsFile(DataDirectory directory, Func<IConfiguration, SettingsCatalog> catalogFor)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private string FilePath => directory.Combine(SettingsLoader.FileName);

    /// <summary>The text as it lies there; null if there is no file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string? Text => File.Exists(FilePath) ? File.ReadAllText(FilePath) : null;

    /// <param name="change">Changes the settings in place, and notes what it did.</param>
    /// <param name="isTrial">Checks without writing.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public SettingsFileChange Change(Action<JsonObject, SettingsFileChange> change, bool isTrial)
    {
        SettingsFileChange outcome = new();
        JsonObject root;
        try
        {
            root = Text is { } text ? JsonNode.Parse(text, AnyCase, Lenient)?.AsObject() ?? new JsonObject(AnyCase) : new JsonObject(AnyCase);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            outcome.Problems.Add($"{FilePath}: {problem.Message}");
            return outcome;
        }

        change(root, outcome);
        Directory.CreateDirectory(directory.Path);
        string next = FilePath + ".new";
        try
        {
            WriteThrough(next, root.ToJsonString(Indented));
            List<SettingProblem> problems = [];
            SettingsSource source = JsonSettings.Read(SettingOrigin.DataFile, next, problems);
            LoadedSettings settings = SettingsMerge.Merge([source with { Where = FilePath }], problems);
            outcome.Problems.AddRange(SettingsCheck.Run(settings, catalogFor(settings.Configuration)).Select(problem => problem.ToString()));
            if (outcome.Problems.Count == 0 && outcome.Applied.Count > 0 && !isTrial)
            {
                File.Move(next, FilePath, overwrite: true);
            }
        }
        finally
        {
            File.Delete(next);
        }

        return outcome;
    }

    /// <summary>Puts an earlier text back.</summary>
    public void Restore(string? text)
    {
        if (text is null)
        {
            File.Delete(FilePath);
            return;
        }

        WriteThrough(FilePath + ".new", text);
        File.Move(FilePath + ".new", FilePath, overwrite: true);
    }

    /// <summary>Sets a key such as <c>Dns:Listen</c>; one that is there stays unless <paramref name="replace"/>.</summary>
    public static void Set(JsonObject root, string key, JsonNode value, bool replace, SettingsFileChange outcome)
    {
        string[] path = key.Split(':');
        JsonObject parent = root;
        foreach (string section in path[..^1])
        {
            if (parent[section] is not JsonObject child)
            {
                parent[section] = child = new JsonObject(AnyCase);
            }

            parent = child;
        }

        if (parent[path[^1]] is not null && !replace)
        {
            outcome.Kept.Add(key);
            return;
        }

        parent[path[^1]] = value;
        outcome.Applied.Add(key);
    }

    private static void WriteThrough(string path, string text)
    {
        using FileStream file = PrivateFile.Open(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}

/// <summary>What came of a change.</summary>
internal sealed class SettingsFileChange
{
    /// <summary>Keys, or names of objects, that were set.</summary>
    public List<string> Applied { get; } = [];

    /// <summary>Those that were there already and stayed.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>Why nothing was written; empty if it was.</summary>
    public List<string> Problems { get; } = [];
}
