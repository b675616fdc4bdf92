using System.Text.Json;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Works out what is to be kept of the pages when somebody gives whole sections anew.</summary>
internal static class PagesChange
{
    private static readonly LoadedSettings Nothing = SettingsMerge.Merge([], []);

    /// <summary>
    /// What a section says is kept as far as it differs from the sources below; what it leaves out goes back to them. Values of keys
    /// that are fixed by a source above must be as they are.
    /// </summary>
    /// <param name="pages">What is kept now.</param>
    /// <param name="below">The settings without the pages; its values are those to differ from.</param>
    /// <param name="sections">Sections by name, each with all that it is to hold.</param>
    public static IReadOnlyDictionary<string, string> Apply(
        IReadOnlyDictionary<string, string> pages, LoadedSettings below, JsonElement sections, SettingsCatalog catalog, ICollection<SettingProblem> problems)
    {
        Dictionary<string, string> kept = new(pages, StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty section in sections.EnumerateObject())
        {
            if (!catalog.Sections.Any(known => known.Name.Equals(section.Name, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(new SettingProblem(section.Name, "is not a section of this version"));
                continue;
            }

            foreach (string key in kept.Keys.Where(key => SettingKeys.IsAtOrBelow(key, section.Name)).ToArray())
            {
                kept.Remove(key);
            }

            Dictionary<string, string> given = new(StringComparer.OrdinalIgnoreCase);
            JsonSettings.Flatten(section.Value, section.Name, given);
            foreach (IGrouping<string, KeyValuePair<string, string>> setting in given.GroupBy(pair => ListOf(pair.Key), StringComparer.OrdinalIgnoreCase))
            {
                Take(setting.Key, [.. setting], below, catalog, kept, problems);
            }
        }

        return kept;
    }

    private static void Take(
        string key, KeyValuePair<string, string>[] given, LoadedSettings below, SettingsCatalog catalog, Dictionary<string, string> kept, ICollection<SettingProblem> problems)
    {
        if (IsSame(key, given, below, catalog))
        {
            return;
        }

        if (below.IsFixed(key) || key.Equals(SettingsLoader.DataDirectoryKey, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(new SettingProblem(key, "cannot be changed here, it is fixed", below.Describe(key)));
            return;
        }

        foreach ((string inner, string value) in given)
        {
            kept[inner] = value;
        }
    }

    // A default that no source names is not among the values; it is compared by what the options have.
    private static bool IsSame(string key, KeyValuePair<string, string>[] given, LoadedSettings below, SettingsCatalog catalog)
    {
        KeyValuePair<string, string>[] lower = [.. below.Values.Where(pair => SettingKeys.IsAtOrBelow(pair.Key, key))];
        if (lower.Length == 0)
        {
            lower = [.. Defaults(key, catalog)];
        }

        return lower.Length == given.Length && Array.TrueForAll(given, pair =>
            Array.Find(lower, other => other.Key.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)) is { Key: not null } other
            && (SettingsShape.TypeOf(catalog, pair.Key) is { } type ? SettingTexts.Canonical(pair.Value, type) == SettingTexts.Canonical(other.Value, type) : pair.Value == other.Value));
    }

    private static Dictionary<string, string> Defaults(string key, SettingsCatalog catalog)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (SettingsSection section in catalog.Sections.Where(section => SettingKeys.IsAtOrBelow(key, section.Name)))
        {
            foreach (SettingDescription setting in SettingsDescriber.Describe(Nothing, Nothing, section).Where(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                JsonSettings.Flatten(JsonSerializer.SerializeToElement(setting.Default), setting.Key, values);
            }
        }

        return values;
    }

    // The elements of a list are taken or left together.
    private static string ListOf(string key)
    {
        string[] segments = key.Split(':');
        int number = Array.FindIndex(segments, 1, SettingKeys.IsNumber);
        return number < 0 ? key : string.Join(':', segments[..number]);
    }
}
