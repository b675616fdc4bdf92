using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Tells of every key of the catalogue what it is, what it may be and where it comes from.</summary>
internal static class SettingsDescriber
{
    /// <param name="settings">What is in force.</param>
    /// <param name="below">The same without what was changed on the pages.</param>
    public static IReadOnlyList<SettingsSectionDescription> Describe(LoadedSettings settings, LoadedSettings below, SettingsCatalog catalog) =>
    [
        // Two slices may share a section, and even its keys.
        .. from section in catalog.Sections
           group section by section.Name into shared
           orderby SettingMeanings.PlaceOf(shared.Key)
           select new SettingsSectionDescription(
               shared.Key,
               SettingMeanings.Of(shared.Key).Title,
               [.. shared.SelectMany(part => Describe(settings, below, part)).DistinctBy(setting => setting.Key).OrderBy(setting => SettingMeanings.PlaceOf(setting.Key))]),
    ];

    /// <summary>The settings of one section.</summary>
    public static IEnumerable<SettingDescription> Describe(LoadedSettings settings, LoadedSettings below, SettingsSection section) =>
        Keys(section.Name, section.OptionsType, Activator.CreateInstance(section.OptionsType)!).Select(key => Describe(key, settings, below));

    /// <summary>The keys of a section with their properties and defaults; groups inside a section are walked into.</summary>
    internal static IEnumerable<(string Key, PropertyInfo Property, object? Default)> Keys(string prefix, Type type, object? defaults)
    {
        foreach (PropertyInfo property in SettingsShape.Keys(type))
        {
            string key = $"{prefix}:{property.Name}";
            object? value = defaults is null ? null : property.GetValue(defaults);
            if (SettingsShape.IsGroup(property.PropertyType))
            {
                foreach ((string Key, PropertyInfo Property, object? Default) inner in Keys(key, property.PropertyType, value))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (key, property, value);
            }
        }
    }

    private static SettingDescription Describe((string Key, PropertyInfo Property, object? Default) setting, LoadedSettings settings, LoadedSettings below)
    {
        (string key, PropertyInfo property, object? standard) = setting;
        SettingMeaning meaning = SettingMeanings.Of(key);
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        JsonNode? fallback = JsonOf(standard);
        SettingOrigin origin = settings.OriginOf(key);
        return new SettingDescription(
            key,
            meaning.Title,
            meaning.Sentence,
            TypeOf(property.PropertyType),
            ValueOf(settings, key, property.PropertyType) ?? fallback,
            fallback,
            ValueOf(below, key, property.PropertyType) ?? fallback?.DeepClone(),
            IdOf(origin),
            origin is SettingOrigin.Default ? "" : settings.Describe(key),
            settings.IsFixed(key) || key.Equals(SettingsLoader.DataDirectoryKey, StringComparison.OrdinalIgnoreCase),
            Bound(range?.Minimum),
            Bound(range?.Maximum),
            type.IsEnum ? Enum.GetNames(type) : null);
    }

    private static string IdOf(SettingOrigin origin) => char.ToLowerInvariant(origin.ToString()[0]) + origin.ToString()[1..];

    private static string? Bound(object? bound) => bound is null ? null : Convert.ToString(bound, CultureInfo.InvariantCulture);

    private static string TypeOf(Type type)
    {
        if (SettingsShape.ElementType(type) is { } element)
        {
            return SettingsShape.IsGroup(element) ? SettingTypes.Objects : SettingTypes.List;
        }

        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return target == typeof(bool) ? SettingTypes.Switch
            : target == typeof(TimeSpan) ? SettingTypes.Duration
            : target.IsEnum ? SettingTypes.Choice
            : SettingTexts.IsWhole(target) ? SettingTypes.Integer
            : SettingTexts.IsFraction(target) ? SettingTypes.Number
            : SettingTypes.Text;
    }

    // What a list holds stands below its key.
    private static JsonNode? ValueOf(LoadedSettings settings, string key, Type type)
    {
        Dictionary<string, string> found = settings.Values
            .Where(pair => SettingKeys.IsAtOrBelow(pair.Key, key))
            .ToDictionary(pair => "value" + pair.Key[key.Length..], pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (found.Count == 0)
        {
            return null;
        }

        SettingsCatalog catalog = new();
        catalog.Add(new SettingsSection("value", type, _ => []));
        return PagesSettings.ToJson(found, catalog)["value"]?.DeepClone();
    }

    private static JsonNode? JsonOf(object? value) => value switch
    {
        null => null,
        bool isOn => JsonValue.Create(isOn),
        string text => JsonValue.Create(text),
        TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
        Enum member => JsonValue.Create(member.ToString()),
        double number => JsonValue.Create(number),
        ValueType number => JsonValue.Create(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        IEnumerable items => new JsonArray([.. items.Cast<object>().Select(JsonOf)]),
        _ => new JsonObject(SettingsShape.Keys(value.GetType()).Select(property => KeyValuePair.Create(property.Name, JsonOf(property.GetValue(value))))),
    };
}

/// <summary>Ids of kinds of settings.</summary>
internal static class SettingTypes
{
    public const string Switch = "switch";
    public const string Integer = "integer";
    public const string Number = "number";
    public const string Duration = "duration";
    public const string Text = "text";
    public const string Choice = "choice";
    public const string List = "list";
    public const string Objects = "objects";
}
