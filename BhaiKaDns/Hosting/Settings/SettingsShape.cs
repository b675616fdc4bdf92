using System.Globalization;
using System.Reflection;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Reads from options types which keys there are; the binder reads the same properties.</summary>
internal static class SettingsShape
{
    public static IEnumerable<PropertyInfo> Keys(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetIndexParameters().Length == 0);

    public static PropertyInfo? Key(Type type, string name) =>
        Keys(type).FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of a list's elements, or null if <paramref name="type"/> is no list.</summary>
    public static Type? ElementType(Type type) => type switch
    {
        { IsArray: true } => type.GetElementType(),
        { IsGenericType: true } when type.GetGenericArguments() is [{ } element] && typeof(IEnumerable<>).MakeGenericType(element).IsAssignableFrom(type) => element,
        _ => null,
    };

    /// <summary>Whether the type is a group of further keys and not a value.</summary>
    public static bool IsGroup(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(Uri) && ElementType(type) is null;

    /// <summary>The type of the value or list at a key; null where the catalogue knows none.</summary>
    public static Type? TypeOf(SettingsCatalog catalog, string key)
    {
        string[] segments = key.Split(':');
        return catalog.Sections
            .Where(section => SettingKeys.IsAtOrBelow(key, section.Name))
            .Select(section => Find(section.OptionsType, segments.AsSpan(section.Name.Split(':').Length)))
            .FirstOrDefault(match => match.Kind is KeyKind.Value or KeyKind.List)
            .Type;
    }

    /// <summary>Follows the segments of a key that stand behind its section.</summary>
    public static KeyMatch Find(Type type, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return IsGroup(type) ? KeyMatch.OfGroup(type) : ElementType(type) is null ? KeyMatch.OfValue(type) : KeyMatch.OfList(type);
        }

        if (ElementType(type) is { } element)
        {
            return int.TryParse(segments[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Find(element, segments[1..]) : KeyMatch.Unknown(type, segments[0]);
        }

        return IsGroup(type) && Key(type, segments[0]) is { } property ? Find(property.PropertyType, segments[1..]) : KeyMatch.Unknown(type, segments[0]);
    }
}

/// <summary>What stands at a key.</summary>
/// <param name="Type">The value's type, or the type in which <paramref name="Segment"/> was looked for in vain.</param>
/// <param name="Segment">The part of the key that is unknown; empty otherwise.</param>
internal readonly record struct KeyMatch(KeyKind Kind, Type Type, string Segment)
{
    public static KeyMatch OfValue(Type type) => new(KeyKind.Value, type, "");

    public static KeyMatch OfList(Type type) => new(KeyKind.List, type, "");

    public static KeyMatch OfGroup(Type type) => new(KeyKind.Group, type, "");

    public static KeyMatch Unknown(Type type, string segment) => new(KeyKind.Unknown, type, segment);
}

internal enum KeyKind : byte
{
    Unknown = 0,
    Value = 1,
    List = 2,
    Group = 3,
}
