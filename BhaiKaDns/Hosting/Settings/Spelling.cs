namespace BhaiKaDns.Hosting.Settings;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Spelling
{
    private const int MaxDistance = 3;

    /// <summary>The nearest of the names, or null if none is near enough to be worth saying.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        (string? name, int distance) = names
            .Select(name => ((string?)name, Distance(word, name)))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Min(MaxDistance, Math.Max(1, (word.Length + 1) / 2)) ? name : null;
    }

    // Levenshtein's distance without regard to case, one row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
