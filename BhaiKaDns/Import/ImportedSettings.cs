using System.Text.Json.Nodes;

namespace BhaiKaDns.Import;

/// <summary>Writes the settings of an import into the settings file.</summary>
internal static class ImportedSettings
{
    public static SettingsFileChange Apply(SettingsFile file, IReadOnlyDictionary<string, object> settings, bool replace, bool isTrial) => file.Change(
        (root, outcome) =>
        {
            foreach ((string key, object value) in settings)
            {
                SettingsFile.Set(root, key, ToNode(value), replace, outcome);
            }
        },
        isTrial);

    private static JsonNode ToNode(object value) => value switch
    {
        string text => JsonValue.Create(text),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
        IEnumerable<IReadOnlyDictionary<string, object>> maps => new JsonArray(
            [.. maps.Select(map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ToNode(pair.Value)))))]),
        _ => throw new ArgumentException("A text, texts or mappings are needed.", nameof(value)),
    };
}
