namespace BhaiKaDns.Hosting.Settings;

/// <summary>All sources as one, with the place that each key came from. Immutable.</summary>
internal sealed class LoadedSettings
{
    private readonly Dictionary<string, SettingsSource> _origins;

    public LoadedSettings(
        IReadOnlyDictionary<string, string> values, Dictionary<string, SettingsSource> origins, IReadOnlyList<SettingProblem> problems, IReadOnlyList<SettingsSource> sources)
    {
        Values = values;
        _origins = origins;
        Problems = problems;
        Sources = sources;
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
    }

    public IConfigurationRoot Configuration { get; }

    /// <summary>What was laid over each other, lowest first.</summary>
    public IReadOnlyList<SettingsSource> Sources { get; }

    /// <summary>Where these came from, to read them again; null for settings that were put together by hand.</summary>
    public SettingsPlaces? Places { get; init; }

    /// <summary>Every key that a source names, with the value that won. Keys compare without case.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>What went wrong while reading the sources; what the values mean is judged by <see cref="SettingsCheck"/>.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }

    /// <summary>Where a key, or the first element of a list, comes from.</summary>
    public SettingOrigin OriginOf(string key) => SourceOf(key)?.Origin ?? SettingOrigin.Default;

    /// <summary>Environment and command line win over what people change on the pages.</summary>
    public bool IsFixed(string key) => OriginOf(key) >= SettingOrigin.Environment;

    /// <summary>Words for the place of a key; empty for a default.</summary>
    public string Describe(string key) => SourceOf(key)?.Describe(key) ?? "";

    private SettingsSource? SourceOf(string key) =>
        _origins.TryGetValue(key, out SettingsSource? source)
            ? source
            : _origins.FirstOrDefault(pair => pair.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)).Value;
}
