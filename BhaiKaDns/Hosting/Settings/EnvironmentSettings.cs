using System.Collections;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Reads settings from environment variables: <c>BHAIKADNS_Dns__Listen__0</c> is <c>Dns:Listen:0</c>.</summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "BHAIKADNS_";
    private const string Separator = "__";

    /// <param name="variables">As <see cref="Environment.GetEnvironmentVariables()"/> gives them.</param>
    public static SettingsSource Read(IDictionary variables)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in variables)
        {
            string name = (string)variable.Key;
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > Prefix.Length)
            {
                values[name[Prefix.Length..].Replace(Separator, ":", StringComparison.Ordinal)] = (string?)variable.Value ?? "";
            }
        }

        return new SettingsSource(SettingOrigin.Environment, "environment", values);
    }

    public static string VariableOf(string key) => Prefix + key.Replace(":", Separator, StringComparison.Ordinal);
}
