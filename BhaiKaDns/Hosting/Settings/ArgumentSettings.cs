namespace BhaiKaDns.Hosting.Settings;

/// <summary>Takes settings (<c>--Dns:Listen:0 127.0.0.1:5353</c> or <c>--Dns:Listen:0=127.0.0.1:5353</c>) out of the arguments.</summary>
internal static class ArgumentSettings
{
    private const string Dashes = "--";

    /// <summary>
    /// Splits arguments into settings and the words that are left for the command line. A setting is told from an option by the
    /// colon in its name; every setting stands in a section, so it has one.
    /// </summary>
    public static ArgumentSplit Split(IReadOnlyList<string> arguments)
    {
        List<string> words = [];
        List<SettingProblem> problems = [];
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            if (!IsSetting(argument, out string key, out string? value))
            {
                words.Add(argument);
            }
            else if (value is not null)
            {
                values[key] = value;
            }
            else if (index + 1 < arguments.Count && !arguments[index + 1].StartsWith(Dashes, StringComparison.Ordinal))
            {
                values[key] = arguments[++index];
            }
            else
            {
                problems.Add(new SettingProblem(key, "needs a value behind it", $"argument {argument}"));
            }
        }

        return new ArgumentSplit(words, new SettingsSource(SettingOrigin.CommandLine, "command line", values), problems);
    }

    private static bool IsSetting(string argument, out string key, out string? value)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument : argument[..equals];
        value = equals < 0 ? null : argument[(equals + 1)..];
        key = name.StartsWith(Dashes, StringComparison.Ordinal) ? name[Dashes.Length..] : "";
        return key.Contains(':', StringComparison.Ordinal);
    }
}

/// <param name="Words">Commands, options and their values, in their order.</param>
internal sealed record ArgumentSplit(IReadOnlyList<string> Words, SettingsSource Settings, IReadOnlyList<SettingProblem> Problems);
