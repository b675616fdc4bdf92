using System.Collections;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Reads every source and merges them; the contract fixes the order.</summary>
internal static class SettingsLoader
{
    public const string FileName = "appsettings.json";

    public const string DataDirectoryKey = $"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}";

    /// <param name="programDirectory">Where the executable lies.</param>
    public static LoadedSettings Load(string programDirectory, IDictionary environment, ArgumentSplit arguments) =>
        Load(new SettingsPlaces(programDirectory, environment, arguments));

    /// <param name="pages">What people changed on the pages, in place of what is kept of it.</param>
    public static LoadedSettings Load(SettingsPlaces places, SettingsSource? pages = null)
    {
        List<SettingProblem> problems = [.. places.Arguments.Problems];
        string programPath = Path.Combine(places.ProgramDirectory, FileName);
        SettingsSource programFile = JsonSettings.Read(SettingOrigin.ProgramFile, programPath, problems);
        SettingsSource variables = EnvironmentSettings.Read(places.Environment);
        SettingsSource arguments = places.Arguments.Settings;

        // The data directory must be known before its own files can be read, so those have no say in it.
        DataDirectory directory = DirectoryOf(SettingsMerge.Merge([programFile, variables, arguments], problems));
        string dataPath = directory.Combine(FileName);
        List<SettingsSource> sources = [programFile];
        if (!string.Equals(Path.GetFullPath(programPath), dataPath, StringComparison.Ordinal))
        {
            sources.Add(WithoutDirectory(JsonSettings.Read(SettingOrigin.DataFile, dataPath, problems), problems));
        }

        sources.Add(WithoutDirectory(pages ?? PagesSettings.Read(directory, problems), problems));
        return SettingsMerge.Merge([.. sources, variables, arguments], problems, places);
    }

    /// <summary>The data directory that these settings name; the default while the value is empty.</summary>
    public static DataDirectory DirectoryOf(LoadedSettings settings) =>
        new(settings.Values.TryGetValue(DataDirectoryKey, out string? path) && path.Length > 0 ? path : StorageOptions.DefaultDataDirectory);

    private static SettingsSource WithoutDirectory(SettingsSource source, List<SettingProblem> problems)
    {
        if (source.Values.ContainsKey(DataDirectoryKey))
        {
            problems.Add(new SettingProblem(DataDirectoryKey, "cannot be set by the data directory's own file", source.Where));
        }

        return source;
    }
}
