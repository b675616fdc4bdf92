using System.Collections.Frozen;

namespace BhaiKaDns.QueryLog;

/// <summary>The words that people write before the colon.</summary>
internal static class QueryFieldNames
{
    private static readonly FrozenDictionary<string, QueryField> Fields = Enum.GetValues<QueryField>()
        .Where(field => field is not QueryField.Word)
        .ToFrozenDictionary(field => field.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, for a sentence.</summary>
    public static string List { get; } = string.Join(", ", Enum.GetValues<QueryField>().Where(field => field is not QueryField.Word).Select(field => field.ToString().ToLowerInvariant()));

    public static bool TryParse(string word, out QueryField field) => Fields.TryGetValue(word, out field);
}
