using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Administration.Reports;

/// <summary>Which queries somebody wants to see, in words; each part is read like the field of a search with the same name.</summary>
internal sealed record QueryQuestion
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    /// <summary>Syntax of <see cref="QuerySearch"/>.</summary>
    public string? Search { get; init; }

    /// <summary>Address, network, or name of a device.</summary>
    public string? Client { get; init; }

    public string? Name { get; init; }

    public string? Decision { get; init; }

    public string? Reason { get; init; }

    public string? Type { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int? Limit { get; init; }

    public string? Cursor { get; init; }

    /// <summary>What the log is asked; null with the problem if a part cannot be understood.</summary>
    public QueryLogFilter? ToFilter(HomeNames names, out QuestionProblem? problem)
    {
        QueryLogCursor cursor = default;
        if (Understand(names, out problem) is not { } search)
        {
            return null;
        }

        if (Cursor is { Length: > 0 } text && !QueryLogCursor.TryParse(text, out cursor))
        {
            problem = new QuestionProblem("cursor", 0, "This is no cursor of this server.");
            return null;
        }

        return new QueryLogFilter
        {
            Search = search,
            From = From,
            To = To,
            Limit = Math.Clamp(Limit ?? DefaultLimit, 1, MaxLimit),
            Before = Cursor is { Length: > 0 } ? cursor : null,
        };
    }

    private QuerySearch? Understand(HomeNames names, out QuestionProblem? problem)
    {
        QuerySearch all = QuerySearch.Everything;
        bool isDevice = Client is { Length: > 0 } client && !Hosting.NetworkPrefix.TryParse(client, out _);
        (string Key, string? Value, string Field)[] parts =
        [
            ("client", Client, isDevice ? "device" : "client"), ("name", Name, "name"), ("decision", Decision, "decision"), ("reason", Reason, "reason"), ("type", Type, "type"),
        ];
        foreach ((string key, string? value, string field) in parts)
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            // Lists of alternatives keep their commas; only what has a space needs its quotation marks.
            string term = value.Contains(' ', StringComparison.Ordinal) ? $"{field}:\"{value.Replace("\"", "", StringComparison.Ordinal)}\"" : $"{field}:{value}";
            if (!QuerySearch.TryParse(term, names.ForSearch, out QuerySearch? part, out QuerySearchProblem? wrong))
            {
                problem = new QuestionProblem(key, 0, wrong.Sentence);
                return null;
            }

            all = all.And(part);
        }

        if (!QuerySearch.TryParse(Search ?? "", names.ForSearch, out QuerySearch? typed, out QuerySearchProblem? mistake))
        {
            problem = new QuestionProblem("search", mistake.Position, mistake.Sentence);
            return null;
        }

        problem = null;
        return typed.And(all);
    }
}

/// <param name="Part">Which part of the question is wrong.</param>
/// <param name="Position">0-based place in it.</param>
/// <param name="Sentence">English, for people.</param>
internal sealed record QuestionProblem(string Part, int Position, string Sentence);
