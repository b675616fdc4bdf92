using System.Diagnostics.CodeAnalysis;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// Reads <c>field:value,value -field:value "free words"</c>. Terms stand between spaces, a minus before one negates it, quotes keep
/// spaces, commas part alternatives. No text makes it throw.
/// </summary>
internal sealed class QuerySearchReader(string text, QuerySearchNames names)
{
    /// <summary>Most alternatives of one term.</summary>
    public const int MaxValues = 16;

    private int _at;

    public bool TryRead(out List<QueryTerm> terms, [NotNullWhen(false)] out QuerySearchProblem? problem)
    {
        terms = [];
        problem = null;
        if (text.Length > QuerySearch.MaxLength)
        {
            problem = new QuerySearchProblem(QuerySearch.MaxLength, $"A search has at most {QuerySearch.MaxLength} characters.");
            return false;
        }

        while (SkipSpaces())
        {
            if (terms.Count == QuerySearch.MaxTerms)
            {
                problem = new QuerySearchProblem(_at, $"A search has at most {QuerySearch.MaxTerms} terms.");
                return false;
            }

            if (!TryReadTerm(out QueryTerm? term, out problem))
            {
                return false;
            }

            terms.Add(term);
        }

        return true;
    }

    private bool TryReadTerm([NotNullWhen(true)] out QueryTerm? term, [NotNullWhen(false)] out QuerySearchProblem? problem)
    {
        term = null;
        bool isNegated = text[_at] == '-' && _at + 1 < text.Length && text[_at + 1] != ' ';
        _at += isNegated ? 1 : 0;
        int start = _at;
        QueryField field = QueryField.Word;
        if (ReadFieldName() is { } name && !QueryFieldNames.TryParse(name, out field))
        {
            problem = new QuerySearchProblem(start, $"There is no field of this name. Fields are {QueryFieldNames.List}.");
            return false;
        }

        int valueStart = _at;
        if (!TryReadValues(field, out List<string> values, out problem))
        {
            return false;
        }

        if (!QueryTermFactory.TryMake(field, isNegated, values, names, out term, out string? sentence))
        {
            problem = new QuerySearchProblem(valueStart, sentence);
            return false;
        }

        return true;
    }

    // Letters and a colon. Anything else in front of a colon, as in an IPv6 address, makes it a free word.
    private string? ReadFieldName()
    {
        int end = _at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        if (end == _at || end == text.Length || text[end] != ':')
        {
            return null;
        }

        string name = text[_at..end];
        _at = end + 1;
        return name;
    }

    private bool TryReadValues(QueryField field, out List<string> values, [NotNullWhen(false)] out QuerySearchProblem? problem)
    {
        values = [];
        while (true)
        {
            int start = _at;
            if (!TryReadValue(field, out string value))
            {
                problem = new QuerySearchProblem(start, "A quotation mark is not closed.");
                return false;
            }

            if (value.Length == 0)
            {
                problem = new QuerySearchProblem(start, "A value is missing here.");
                return false;
            }

            values.Add(value);
            if (field is QueryField.Word || _at == text.Length || text[_at] != ',')
            {
                problem = null;
                return true;
            }

            _at++;
            if (values.Count == MaxValues)
            {
                problem = new QuerySearchProblem(_at, $"A term has at most {MaxValues} values.");
                return false;
            }
        }
    }

    private bool TryReadValue(QueryField field, out string value)
    {
        int end;
        if (_at < text.Length && text[_at] == '"')
        {
            end = text.IndexOf('"', _at + 1);
            value = end < 0 ? "" : text[(_at + 1)..end];
            _at = end + 1;
            return end >= 0;
        }

        for (end = _at; end < text.Length && text[end] != ' ' && (text[end] != ',' || field is QueryField.Word); end++)
        {
            // The value goes on.
        }

        value = text[_at..end];
        _at = end;
        return true;
    }

    private bool SkipSpaces()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }

        return _at < text.Length;
    }
}
