using System.Globalization;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>
/// Lays sources over each other. The framework merges lists by index, which would leave a default listen address open behind a
/// shorter list; here a list is taken whole from the highest source that names any of its elements.
/// </summary>
internal static class SettingsMerge
{
    /// <param name="sources">Lowest first.</param>
    public static LoadedSettings Merge(IReadOnlyList<SettingsSource> sources, IReadOnlyList<SettingProblem> problems, SettingsPlaces? places = null)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, SettingsSource> origins = new(StringComparer.OrdinalIgnoreCase);
        foreach (SettingsSource source in sources)
        {
            foreach (string list in ListsNamedBy(source))
            {
                RemoveList(list, values, origins);
            }

            foreach ((string key, string value) in source.Values)
            {
                values[key] = value;
                origins[key] = source;
            }
        }

        return new LoadedSettings(values, origins, problems, sources) { Places = places };
    }

    // A list of objects that hold lists is one list, the outermost. An empty value may be an empty list (JSON "[]").
    private static HashSet<string> ListsNamedBy(SettingsSource source)
    {
        HashSet<string> lists = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in source.Values)
        {
            if (OutermostList(key) is { } list)
            {
                lists.Add(list);
            }
            else if (value.Length == 0)
            {
                lists.Add(key);
            }
        }

        return lists;
    }

    private static string? OutermostList(string key)
    {
        int start = 0;
        foreach (Range range in key.AsSpan().Split(':'))
        {
            ReadOnlySpan<char> segment = key.AsSpan()[range];
            if (start > 0 && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return key[..(start - 1)];
            }

            start += segment.Length + 1;
        }

        return null;
    }

    private static void RemoveList(string list, Dictionary<string, string> values, Dictionary<string, SettingsSource> origins)
    {
        string[] elements = [.. values.Keys.Where(key => string.Equals(OutermostList(key) ?? key, list, StringComparison.OrdinalIgnoreCase))];
        foreach (string key in elements)
        {
            values.Remove(key);
            origins.Remove(key);
        }
    }
}
