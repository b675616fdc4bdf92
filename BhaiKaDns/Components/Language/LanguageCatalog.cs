using System.Reflection;
using System.Text.Json;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Components.Language;

/// <summary>
/// The languages there are: files <c>CODE.json</c> inside the program, and in <c>languages</c> of the data directory for those who add
/// one or mend a text. A file maps English texts to translated ones; its entry <c>@name</c> is the language's own name.
/// </summary>
internal sealed partial class LanguageCatalog
{
    public const string English = "en";
    public const string Folder = "languages";

    private const string NameKey = "@name";
    private const string ResourcePrefix = "BhaiKaDns.Components.Language.";
    private const string Extension = ".json";
    private const int MaxFileOctets = 1 << 20;

    private readonly Dictionary<string, Dictionary<string, string>> _languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILogger<LanguageCatalog> _logger;

    public LanguageCatalog(DataDirectory directory, ILogger<LanguageCatalog> logger)
    {
        _logger = logger;
        Assembly assembly = typeof(LanguageCatalog).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            Add(resource[ResourcePrefix.Length..^Extension.Length], stream);
        }

        ReadFolder(directory.Combine(Folder));
    }

    /// <summary>Codes and own names, English first.</summary>
    public IReadOnlyList<(string Code, string Name)> All =>
        [.. _languages.OrderBy(pair => pair.Key != English).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.GetValueOrDefault(NameKey, pair.Key)))];

    public bool Has(string code) => _languages.ContainsKey(code);

    public IReadOnlyDictionary<string, string> WordsOf(string code) => _languages.GetValueOrDefault(code) ?? [];

    /// <summary>The first language of an Accept-Language header (RFC 9110, section 12.5.4) that is there; English if none is.</summary>
    public string Choose(string? acceptLanguage) =>
        (acceptLanguage ?? "").Split(',')
            .Select(part => part.Split(';')[0].Trim())
            .Select(tag => Has(tag) ? tag : tag.Split('-')[0])
            .FirstOrDefault(Has) ?? English;

    private void ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            try
            {
                using FileStream stream = File.OpenRead(path);
                if (stream.Length <= MaxFileOctets)
                {
                    Add(Path.GetFileNameWithoutExtension(path), stream);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
            {
                LogUnreadable(Path.GetFileName(path), problem.Message);
            }
        }
    }

    private void Add(string code, Stream stream)
    {
        Dictionary<string, string> words = JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
        if (!_languages.TryGetValue(code, out Dictionary<string, string>? known))
        {
            _languages[code] = known = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        foreach ((string english, string translated) in words)
        {
            known[english] = translated;
        }
    }

    [LoggerMessage(2210, LogLevel.Warning, "The language file {File} cannot be read and is passed over: {Problem}")]
    private partial void LogUnreadable(string file, string problem);
}
