using System.Collections.Frozen;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>What settings mean, in the words of <c>meanings.txt</c>: the comments of the options are for those who write code.</summary>
internal static class SettingMeanings
{
    private const string Resource = "BhaiKaDns.Hosting.Settings.meanings.txt";

    private static readonly SettingMeaning[] Lines = Read();

    private static readonly FrozenDictionary<string, SettingMeaning> ByKey = Lines.ToFrozenDictionary(line => line.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>All lines, in the order of the page.</summary>
    public static IReadOnlyList<SettingMeaning> All => Lines;

    /// <summary>The meaning of a key or section; its own name where none is written.</summary>
    public static SettingMeaning Of(string key) => ByKey.TryGetValue(key, out SettingMeaning? meaning) ? meaning : new SettingMeaning(key, key.Split(':')[^1], "");

    /// <summary>Where a section stands on the page.</summary>
    public static int PlaceOf(string key)
    {
        int place = Array.FindIndex(Lines, line => line.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? int.MaxValue : place;
    }

    private static SettingMeaning[] Read()
    {
        using Stream stream = typeof(SettingMeanings).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing.");
        using StreamReader reader = new(stream);
        return
        [
            .. from line in reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
               where line[0] != '#'
               let parts = line.Split('|', StringSplitOptions.TrimEntries)
               select new SettingMeaning(parts[0], parts[1], parts.Length > 2 ? parts[2] : ""),
        ];
    }
}

/// <param name="Title">A few words.</param>
/// <param name="Sentence">Empty for a section.</param>
internal sealed record SettingMeaning(string Key, string Title, string Sentence);
