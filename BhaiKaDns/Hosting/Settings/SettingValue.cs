using System.ComponentModel;
using System.Globalization;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Tells whether a text can become a value of a setting's type, and what would be right.</summary>
internal static class SettingValue
{
    /// <summary>What is expected instead, or null if the text is good.</summary>
    public static string? Objection(string text, Type type)
    {
        // An empty text leaves a value unset where that is possible.
        if (text.Length == 0 && Nullable.GetUnderlyingType(type) is not null)
        {
            return null;
        }

        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return target switch
        {
            _ when target == typeof(string) => null,
            { IsEnum: true } => IsMember(text, target) ? null : "expected one of " + string.Join(", ", Enum.GetNames(target)),
            _ when target == typeof(bool) => bool.TryParse(text, out _) ? null : "expected true or false",
            _ when target == typeof(TimeSpan) => IsSpan(text) ? null : "expected a span of time such as 00:00:10 (ten seconds) or 1.00:00:00 (a day)",
            _ when target == typeof(int) || target == typeof(long) || target == typeof(ushort) || target == typeof(byte) => IsConvertible(text, target) ? null : "expected a whole number",
            _ when target == typeof(double) || target == typeof(float) => IsConvertible(text, target) ? null : "expected a number",
            _ => IsConvertible(text, target) ? null : $"expected {target.Name}",
        };
    }

    private static bool IsMember(string text, Type type) =>
        text.Length > 0 && !char.IsDigit(text[0]) && text[0] is not ('-' or '+') && Enum.TryParse(type, text, ignoreCase: true, out object? value) && Enum.IsDefined(type, value);

    // A bare number would be read as days, which nobody means.
    private static bool IsSpan(string text) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static bool IsConvertible(string text, Type type)
    {
        try
        {
            return text.Length > 0 && TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }
}
