using System.Globalization;

namespace BhaiKaDns.Import;

/// <summary>A part of somebody else's configuration, whatever it was written in: a value, a sequence or a mapping. Asking for what is not there gives <see cref="Missing"/>.</summary>
internal sealed class ConfigNode
{
    /// <summary>Deeper nesting than any configuration has; a file that goes beyond is refused.</summary>
    public const int MaxDepth = 64;

    /// <summary>Most values in one file.</summary>
    public const int MaxNodes = 1_000_000;

    public static readonly ConfigNode Missing = new();

    private readonly Dictionary<string, ConfigNode> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigNode> _items = [];

    /// <summary>The value as it is written; null for sequences, mappings and what is missing.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<ConfigNode> Items => _items;

    public IEnumerable<KeyValuePair<string, ConfigNode>> Members => _members;

    public bool Exists => Text is not null || _items.Count > 0 || _members.Count > 0;

    /// <summary>Null if this is neither <c>true</c> nor <c>false</c>.</summary>
    public bool? Flag => Text?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => null,
    };

    public long? Number => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>The values of a sequence; one value stands for a sequence of one.</summary>
    public IEnumerable<string> Texts =>
        Text is not null ? Text.Length == 0 ? [] : [Text] : _items.Where(item => !string.IsNullOrEmpty(item.Text)).Select(item => item.Text!);

    /// <summary>A member by its key, whatever the case.</summary>
    public ConfigNode this[string key] => _members.GetValueOrDefault(key, Missing);

    /// <summary>The first of several keys that is there: products rename theirs.</summary>
    public ConfigNode First(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (this[key] is { Exists: true } found)
            {
                return found;
            }
        }

        return Missing;
    }

    /// <summary>For those who read files. A key that comes twice has its last value.</summary>
    public void Set(string key, ConfigNode value) => _members[key] = value;

    public void Add(ConfigNode item) => _items.Add(item);
}
