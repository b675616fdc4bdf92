using System.Text.Json;
using System.Text.Json.Nodes;
using BhaiKaDns.Audit;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Administration;

/// <summary>What differs between two states of the settings, key by key, for the audit trail and for a look before saving; and the way back.</summary>
internal static class SettingsDifference
{
    /// <summary><see cref="AuditChange.Kind"/> of settings.</summary>
    public const string Kind = "settings";

    public static IReadOnlyList<AuditChange> Between(LoadedSettings before, LoadedSettings after, LoadedSettings below, SettingsCatalog catalog) =>
    [
        .. from pair in All(before, below, catalog).Zip(All(after, below, catalog))
           where !JsonNode.DeepEquals(pair.First.Value, pair.Second.Value)
           select new AuditChange(Kind, pair.First.Key, ToElement(pair.First.Value), ToElement(pair.Second.Value)),
    ];

    /// <summary>Whether a key still has the value that a change gave it.</summary>
    public static bool IsStill(AuditChange change, IEnumerable<SettingDescription> now) =>
        change.Kind == Kind
        && now.FirstOrDefault(setting => setting.Key.Equals(change.Id, StringComparison.OrdinalIgnoreCase)) is { } setting
        && JsonNode.DeepEquals(setting.Value, ToNode(change.After));

    /// <summary>The sections in which these keys stand, whole, with these values in place of what they are; null goes back to what lies below the pages.</summary>
    public static JsonElement SectionsWith(SettingsDescription now, IReadOnlyDictionary<string, JsonElement?> values)
    {
        JsonObject sections = [];
        HashSet<string> unknown = new(values.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (SettingsSectionDescription section in now.Sections.Where(section => values.Keys.Any(key => SettingKeys.IsAtOrBelow(key, section.Name))))
        {
            JsonObject members = [];
            foreach (SettingDescription setting in section.Settings)
            {
                bool isGiven = values.TryGetValue(setting.Key, out JsonElement? value);
                unknown.Remove(setting.Key);
                Place(members, setting.Key[(section.Name.Length + 1)..].Split(':'), isGiven ? ToNode(value) : setting.Value?.DeepClone());
            }

            sections[section.Name] = members;
        }

        // Left in, so that the check can say that there is no such key.
        foreach (string key in unknown)
        {
            Place(sections, key.Split(':'), ToNode(values[key]) ?? "");
        }

        return JsonSerializer.SerializeToElement<JsonNode>(sections);
    }

    private static IEnumerable<SettingDescription> All(LoadedSettings settings, LoadedSettings below, SettingsCatalog catalog) =>
        SettingsDescriber.Describe(settings, below, catalog).SelectMany(section => section.Settings);

    private static void Place(JsonObject members, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            members[path[0]] = value;
            return;
        }

        if (members[path[0]] is not JsonObject inner)
        {
            members[path[0]] = inner = [];
        }

        Place(inner, path[1..], value);
    }

    private static JsonElement? ToElement(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);

    private static JsonNode? ToNode(JsonElement? element) => element is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } value ? JsonSerializer.SerializeToNode(value) : null;
}
