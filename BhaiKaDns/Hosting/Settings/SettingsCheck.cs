using System.Text.RegularExpressions;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Judges settings against the catalogue: unknown keys, values of the wrong kind, values out of range. Finds all, not the first.</summary>
internal static partial class SettingsCheck
{
    private const string LoggingSection = "Logging";

    public static IReadOnlyList<SettingProblem> Run(LoadedSettings settings, SettingsCatalog catalog)
    {
        List<SettingProblem> problems = [.. settings.Problems];
        HashSet<string> unreadable = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in settings.Values.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            string section = key.Split(':')[0];
            if (!section.Equals(LoggingSection, StringComparison.OrdinalIgnoreCase) && Objection(key, value, catalog) is { } objection)
            {
                problems.Add(new SettingProblem(key, objection, settings.Describe(key)));
                unreadable.Add(section);
            }
        }

        // A section that cannot be bound cannot be validated; its own problems stand above already.
        foreach (SettingsSection section in catalog.Sections.Where(section => !unreadable.Contains(section.Name.Split(':')[0])))
        {
            problems.AddRange(section.Validate(settings.Configuration).Select(failure => FromFailure(failure, section, settings)));
        }

        return problems;
    }

    private static string? Objection(string key, string value, SettingsCatalog catalog)
    {
        string[] segments = key.Split(':');
        SettingsSection[] sections = [.. catalog.Sections.Where(section => SettingKeys.IsAtOrBelow(key, section.Name))];
        if (sections.Length == 0)
        {
            return UnknownSection(segments[0], catalog);
        }

        // Two slices may share a section, each with its own keys.
        KeyMatch[] matches = [.. sections.Select(section => SettingsShape.Find(section.OptionsType, segments.AsSpan(section.Name.Split(':').Length)))];
        KeyMatch match = matches.FirstOrDefault(found => found.Kind is not KeyKind.Unknown, matches[0]);
        return match.Kind switch
        {
            KeyKind.Value => SettingValue.Objection(value, match.Type) is { } expected ? $"'{value}' cannot be used, {expected}" : null,
            KeyKind.List => value.Length == 0 ? null : $"is a list, write its first element as {key}:0",
            KeyKind.Group => value.Length == 0 ? null : "is a group of keys and takes no value itself",
            _ => UnknownKey(match, matches),
        };
    }

    private static string UnknownSection(string name, SettingsCatalog catalog)
    {
        string? meant = Spelling.Nearest(name, catalog.Sections.Select(section => section.Name));
        return meant is null ? $"{name} is not known in this version" : $"{name} is not known in this version; did you mean {meant}?";
    }

    private static string UnknownKey(KeyMatch match, KeyMatch[] matches)
    {
        if (SettingsShape.ElementType(match.Type) is not null)
        {
            return $"is a list, '{match.Segment}' must be the number of an element";
        }

        string? meant = Spelling.Nearest(match.Segment, matches.SelectMany(other => SettingsShape.Keys(other.Type)).Select(property => property.Name));
        return meant is null ? $"{match.Segment} is not known in this version" : $"{match.Segment} is not known in this version; did you mean {meant}?";
    }

    // A generated validator names the member as "CacheOptions.Capacity" or "PolicyOptions.Groups[0].Name" inside its sentence.
    private static SettingProblem FromFailure(string failure, SettingsSection section, LoadedSettings settings)
    {
        Match member = Regex.Match(failure, $@"\b{section.OptionsType.Name}((?:\.\w+|\[\d+\])+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        Match prefix = MemberPrefix().Match(failure);
        string path = member.Success ? IndexOrDot().Replace(member.Groups[1].Value, ":${segment}").TrimStart(':') : prefix.Groups["name"].Value;
        string key = path.Length == 0 ? section.Name : $"{section.Name}:{path}";
        string reason = MemberPrefix().Replace(failure, "");
        if (member.Success)
        {
            reason = reason.Replace($"The field {member.Value} ", "", StringComparison.Ordinal).Replace($"The {member.Value} field ", "", StringComparison.Ordinal);
        }

        string value = settings.Values.TryGetValue(key, out string? text) ? $"'{text}' cannot be used, it " : "";
        return new SettingProblem(key, value + reason.TrimEnd('.'), settings.Describe(key));
    }

    [GeneratedRegex(@"^(?<name>\w+): ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberPrefix();

    [GeneratedRegex(@"[.\[]+(?<segment>\w+)\]?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IndexOrDot();
}
