namespace BhaiKaDns.Hosting.Settings;

/// <summary>The sections that this version knows; each slice adds its own. Filled while services are registered, read-only afterwards.</summary>
internal sealed class SettingsCatalog
{
    private readonly List<SettingsSection> _sections = [];

    public IReadOnlyList<SettingsSection> Sections => _sections;

    public void Add(SettingsSection section) => _sections.Add(section);
}

/// <param name="Name">The section's key, for example <c>Dns</c>.</param>
/// <param name="Validate">Binds the section and returns the failures of its validator.</param>
internal sealed record SettingsSection(string Name, Type OptionsType, Func<IConfiguration, IEnumerable<string>> Validate);
