using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace BhaiKaDns.Api.Paging;

/// <summary>Cuts lists that lie in memory into pages.</summary>
internal static class Pages
{
    private const int MaxCursorLength = 1024;

    /// <param name="idOf">What stays with an item while others come and go: a page begins behind the last item of the one before, wherever that is by then.</param>
    public static Results<Ok<Page<T>>, ProblemHttpResult> Of<T>(IReadOnlyList<T> items, Func<T, string> idOf, PageRequest request)
    {
        int limit = request.Limit ?? PageRequest.DefaultLimit;
        if (limit is < 1 or > PageRequest.MaxLimit)
        {
            return Problems.Invalid("limit", $"must be between 1 and {PageRequest.MaxLimit}.");
        }

        int start = 0;
        if (request.Cursor is { } cursor)
        {
            if (!TryRead(cursor, out int index, out string? id))
            {
                return Problems.Invalid("cursor", "this is not what a page gave as 'next'.");
            }

            int found = items.Select(idOf).ToList().FindIndex(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase));
            start = found >= 0 ? found + 1 : index;
        }

        T[] page = [.. items.Skip(start).Take(limit)];
        int end = start + page.Length;
        return TypedResults.Ok(new Page<T>(page, page.Length > 0 && end < items.Count ? Write(end, idOf(page[^1])) : null));
    }

    private static string Write(int index, string id) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{index.ToString(CultureInfo.InvariantCulture)} {id}"));

    private static bool TryRead(string cursor, out int index, [NotNullWhen(true)] out string? id)
    {
        index = 0;
        id = null;
        if (cursor.Length > MaxCursorLength)
        {
            return false;
        }

        try
        {
            string text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            int blank = text.IndexOf(' ', StringComparison.Ordinal);
            id = blank < 0 ? null : text[(blank + 1)..];
            return id is not null && int.TryParse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out index);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
