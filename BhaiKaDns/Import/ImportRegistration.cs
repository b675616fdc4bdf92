using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.BlockedServices;

namespace BhaiKaDns.Import;

/// <summary>What the running instance needs to take an import; reading other programs' files is the command's work.</summary>
internal static class ImportRegistration
{
    /// <param name="catalogFor">As <see cref="SettingsFile"/> needs it.</param>
    public static IServiceCollection AddImport(this IServiceCollection services, Func<IConfiguration, SettingsCatalog> catalogFor) => services
        .AddSingleton(provider => new SettingsFile(provider.GetRequiredService<DataDirectory>(), catalogFor))
        .AddSingleton<PolicyImportTarget>();

    /// <summary>What importers may take, by the sections of this version.</summary>
    public static ImportSurroundings SurroundingsOf(SettingsCatalog catalog) => new()
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
