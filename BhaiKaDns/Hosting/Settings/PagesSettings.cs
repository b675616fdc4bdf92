using System.Text.Json;
using System.Text.Json.Nodes;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>
/// What people change on the pages: <c>settings.json</c> in the data directory. A file and not the database, because it must be known
/// at the start before the database is opened.
/// </summary>
internal static class PagesSettings
{
    public const string FileName = "settings.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static SettingsSource Read(DataDirectory directory, ICollection<SettingProblem> problems) =>
        JsonSettings.Read(SettingOrigin.Pages, directory.Combine(FileName), problems);

    /// <summary>The same with other values, not yet kept.</summary>
    public static SettingsSource Of(DataDirectory directory, IReadOnlyDictionary<string, string> values) =>
        new(SettingOrigin.Pages, directory.Combine(FileName), values);

    /// <summary>Replaces the file; it is on the disk when this returns, and whole at every moment.</summary>
    /// <exception cref="IOException">The disk does not take it; the old file stays.</exception>
    public static void Write(SettingsSource source, SettingsCatalog catalog)
    {
        string path = source.Where;
        string written = path + ".new";
        using (FileStream file = PrivateFile.Open(written, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(ToJson(source.Values, catalog), Indented));
            file.Flush(flushToDisk: true);
        }

        File.Move(written, path, overwrite: true);
    }

    /// <summary>Keys and texts as the JSON that people would write: numbers and switches as such, lists as lists.</summary>
    public static JsonObject ToJson(IReadOnlyDictionary<string, string> values, SettingsCatalog catalog)
    {
        JsonObject root = [];
        foreach ((string key, string value) in values.OrderBy(pair => pair.Key, SettingKeys.ByNumberAndName))
        {
            Place(root, key.Split(':'), SettingsShape.TypeOf(catalog, key) is { } type ? SettingTexts.ToJson(value, type) : JsonValue.Create(value));
        }

        return root;
    }

    private static void Place(JsonNode into, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            Put(into, path[0], value);
            return;
        }

        JsonNode next = Get(into, path[0]) ?? Put(into, path[0], SettingKeys.IsNumber(path[1]) ? new JsonArray() : new JsonObject())!;
        Place(next, path[1..], value);
    }

    private static JsonNode? Get(JsonNode from, string name) => from switch
    {
        JsonObject members => members[name],
        JsonArray items when SettingKeys.NumberOf(name) is int index && index < items.Count => items[index],
        _ => null,
    };

    // Keys come in the order of their numbers, so an element always stands behind those before it.
    private static JsonNode? Put(JsonNode into, string name, JsonNode? value)
    {
        if (into is JsonArray items)
        {
            items.Add(value);
        }
        else
        {
            ((JsonObject)into)[name] = value;
        }

        return value;
    }
}
