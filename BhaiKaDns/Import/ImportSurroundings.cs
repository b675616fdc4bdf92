using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.BlockedServices;

namespace BhaiKaDns.Import;

/// <summary>What an importer must know of this version of the program.</summary>
internal sealed record ImportSurroundings
{
    /// <summary>Whether there is a setting with this key.</summary>
    public Func<string, bool> IsKnownSetting { get; init; } = static _ => true;

    /// <summary>Whether a service with this id can be blocked.</summary>
    public Func<string, bool> IsKnownService { get; init; } = static _ => true;

    /// <summary>What importers may take, by the sections of this version.</summary>
    public static ImportSurroundings Of(SettingsCatalog catalog) => new()
    {
        IsKnownSetting = key => IsKnown(catalog, key),
        IsKnownService = id => ServiceCatalog.Find(id) is not null,
    };

    private static bool IsKnown(SettingsCatalog catalog, string key)
    {
        string[] segments = key.Split(':');
        return catalog.Sections.Any(section =>
            section.Name.Equals(segments[0], StringComparison.OrdinalIgnoreCase) && SettingsShape.Find(section.OptionsType, segments.AsSpan(1)).Kind is not KeyKind.Unknown);
    }
}
