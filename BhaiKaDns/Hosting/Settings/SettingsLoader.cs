using System.Collections;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Reads every source and merges them; the contract fixes the order.</summary>
internal static class SettingsLoader
{
    public const string FileName = "appsettings.json";

    private const string DataDirectoryKey = $"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}";

    /// <param name="programDirectory">Where the executable lies.</param>
    public static LoadedSettings Load(string programDirectory, IDictionary environment, ArgumentSplit arguments)
    {
        List<SettingProblem> problems = [.. arguments.Problems];
        string programPath = Path.Combine(programDirectory, FileName);
        SettingsSource programFile = JsonSettings.Read(SettingOrigin.ProgramFile, programPath, problems);
        SettingsSource variables = EnvironmentSettings.Read(environment);

        // The data directory must be known before its own file can be read, so that file has no say in it.
        LoadedSettings withoutDataFile = SettingsMerge.Merge([programFile, variables, arguments.Settings], problems);
        string dataPath = DirectoryOf(withoutDataFile).Combine(FileName);
        if (string.Equals(Path.GetFullPath(programPath), dataPath, StringComparison.Ordinal))
        {
            return withoutDataFile;
        }

        SettingsSource dataFile = JsonSettings.Read(SettingOrigin.DataFile, dataPath, problems);
        if (dataFile.Values.ContainsKey(DataDirectoryKey))
        {
            problems.Add(new SettingProblem(DataDirectoryKey, "cannot be set by the data directory's own file", dataPath));
        }

        return SettingsMerge.Merge([programFile, dataFile, variables, arguments.Settings], problems);
    }

    /// <summary>The data directory that these settings name; the default while the value is empty.</summary>
    public static DataDirectory DirectoryOf(LoadedSettings settings) =>
        new(settings.Values.TryGetValue(DataDirectoryKey, out string? path) && path.Length > 0 ? path : StorageOptions.DefaultDataDirectory);
}
