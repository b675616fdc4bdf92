namespace BhaiKaDns.Hosting.Settings;

/// <summary>The settings that one place names, flattened to keys such as <c>Dns:Listen:0</c>.</summary>
/// <param name="Where">What a person would look for: a path, or the kind of place.</param>
internal sealed record SettingsSource(SettingOrigin Origin, string Where, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Names the place of one key: the variable or argument itself where there is one.</summary>
    public string Describe(string key) => Origin switch
    {
        SettingOrigin.Environment => $"environment variable {EnvironmentSettings.VariableOf(key)}",
        SettingOrigin.CommandLine => $"argument --{key}",
        _ => Where,
    };
}
