using System.Text.Json.Nodes;

namespace BhaiKaDns.Import;

/// <summary>Writes the settings of an import into the settings file.</summary>
internal static class ImportedSettings
{
    /// <param name="current">What is set now, from wherever: a list that the file names for the first time begins with it.</param>
    public static SettingsFileChange Apply(SettingsFile file, ImportResult import, IConfiguration current, bool replace, bool isTrial) => file.Change(
        (root, outcome) =>
        {
            foreach ((string key, object value) in import.Settings)
            {
                SettingsFile.Set(root, key, ToNode(value), replace, outcome);
            }

            foreach ((string key, IReadOnlyList<string> added) in import.Added)
            {
                Add(root, key, added, current, outcome);
            }
        },
        isTrial);

    private static void Add(JsonObject root, string key, IReadOnlyList<string> added, IConfiguration current, SettingsFileChange outcome)
    {
        string[] path = key.Split(':');

        // A list of settings is taken whole from the highest file that names it, so what lower ones hold must stand in this one too.
        IEnumerable<string> present = root[path[0]]?[path[1]] is JsonArray array
            ? array.Select(node => node?.ToString() ?? "")
            : current.GetSection(key).GetChildren().Select(item => item.Value ?? "");
        string[] known = [.. present];
        string[] fresh = [.. added.Except(known, StringComparer.Ordinal)];
        if (fresh.Length > 0)
        {
            SettingsFile.Set(root, key, ToNode((string[])[.. known, .. fresh]), replace: true, outcome);
        }
    }

    private static JsonNode ToNode(object value) => value switch
    {
        string text => JsonValue.Create(text),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
        IEnumerable<IReadOnlyDictionary<string, object>> maps => new JsonArray(
            [.. maps.Select(map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ToNode(pair.Value)))))]),
        _ => throw new ArgumentException("A text, texts or mappings are needed.", nameof(value)),
    };
}
