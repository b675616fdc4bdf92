using System.Globalization;
using System.Text.Json.Nodes;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Values as texts, and as the JSON that stands for them.</summary>
internal static class SettingTexts
{
    /// <summary>A value as JSON of its kind; a text that does not fit its type stays a text, for the check to complain of.</summary>
    public static JsonNode? ToJson(string text, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (SettingsShape.ElementType(type) is not null && text.Length == 0)
        {
            return new JsonArray();
        }

        if (target == typeof(bool) && bool.TryParse(text, out bool isOn))
        {
            return JsonValue.Create(isOn);
        }

        return IsWhole(target) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? JsonValue.Create(number)
            : IsFraction(target) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction) ? JsonValue.Create(fraction)
            : JsonValue.Create(text);
    }

    /// <summary>The one way to write a value: two texts that mean the same become equal.</summary>
    public static string Canonical(string text, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return target switch
        {
            _ when target == typeof(bool) && bool.TryParse(text, out bool isOn) => isOn ? "true" : "false",
            _ when target == typeof(TimeSpan) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture),
            _ when IsWhole(target) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number.ToString(CultureInfo.InvariantCulture),
            { IsEnum: true } when Enum.TryParse(target, text, ignoreCase: true, out object? member) => member.ToString()!,
            _ => text,
        };
    }

    public static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ushort) || type == typeof(byte);

    public static bool IsFraction(Type type) => type == typeof(double) || type == typeof(float);
}
