using System.Globalization;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Keys such as <c>Dns:Listen:0</c>, part by part.</summary>
internal static class SettingKeys
{
    /// <summary>Elements of a list in the order of their numbers (2 before 10), everything else by name.</summary>
    public static readonly IComparer<string> ByNumberAndName = Comparer<string>.Create(Compare);

    public static bool IsNumber(string segment) => NumberOf(segment) is not null;

    public static int? NumberOf(string segment) => int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Whether <paramref name="key"/> is <paramref name="group"/> itself or stands below it.</summary>
    public static bool IsAtOrBelow(string key, string group) =>
        key.StartsWith(group, StringComparison.OrdinalIgnoreCase) && (key.Length == group.Length || key[group.Length] == ':');

    private static int Compare(string? left, string? right)
    {
        string[] ours = (left ?? "").Split(':');
        string[] theirs = (right ?? "").Split(':');
        for (int index = 0; index < Math.Min(ours.Length, theirs.Length); index++)
        {
            int order = NumberOf(ours[index]) is int our && NumberOf(theirs[index]) is int their
                ? our.CompareTo(their)
                : string.Compare(ours[index], theirs[index], StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return ours.Length.CompareTo(theirs.Length);
    }
}
