using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Components.Pages.House;

/// <summary>What a reader has typed over the settings, and the sections that it makes.</summary>
internal sealed class SettingsForm(SettingsDescription now)
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that differ from what is in force.</summary>
    public int Count => _typed.Count;

    public bool IsChanged(SettingDescription setting) => _typed.ContainsKey(setting.Key);

    public string TextOf(SettingDescription setting) => _typed.TryGetValue(setting.Key, out string? text) ? text : TextOf(setting.Value, setting.Type);

    public void Type(SettingDescription setting, string text)
    {
        if (text == TextOf(setting.Value, setting.Type))
        {
            _typed.Remove(setting.Key);
        }
        else
        {
            _typed[setting.Key] = text;
        }
    }

    /// <summary>The values that were typed, as the JSON of their kinds, by key.</summary>
    public IReadOnlyDictionary<string, JsonElement?> Values() => now.Sections.SelectMany(section => section.Settings)
        .Where(IsChanged)
        .ToDictionary(setting => setting.Key, setting => (JsonElement?)JsonSerializer.SerializeToElement(ToJson(_typed[setting.Key], setting.Type)), StringComparer.OrdinalIgnoreCase);

    /// <summary>A value as a field shows it; of a list line by line, of objects their number.</summary>
    public static string TextOf(JsonNode? value, string type) => value switch
    {
        null => "",
        JsonArray items when type == SettingTypes.Objects => items.Count.ToString(CultureInfo.InvariantCulture),
        JsonArray items => string.Join('\n', items.Select(item => item?.ToString())),
        JsonValue plain when type == SettingTypes.Switch => plain.ToString() == "true" ? "true" : "false",
        _ => value.ToString(),
    };

    private static JsonNode? ToJson(string text, string type) => type switch
    {
        SettingTypes.Switch => JsonValue.Create(text == "true"),
        SettingTypes.List => new JsonArray([.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => JsonValue.Create(line))]),
        SettingTypes.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
