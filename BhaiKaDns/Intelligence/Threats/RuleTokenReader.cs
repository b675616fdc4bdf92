namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Cuts an expression into words, numbers, texts and signs.</summary>
internal sealed class RuleTokenReader(string text)
{
    private int _at;

    public RuleToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        int start = _at;
        if (start == text.Length)
        {
            return new RuleToken(RuleTokenKind.End, "", start + 1);
        }

        char first = text[start];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Take(RuleTokenKind.Word, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        }

        if (char.IsAsciiDigit(first) || first is '.' or '-' or '+')
        {
            return TakeNumber();
        }

        if (first is '"' or '\'')
        {
            return TakeText(first);
        }

        _at++;
        return first switch
        {
            '(' => new RuleToken(RuleTokenKind.Open, "(", start + 1),
            ')' => new RuleToken(RuleTokenKind.Close, ")", start + 1),
            ',' => new RuleToken(RuleTokenKind.Comma, ",", start + 1),
            '<' or '>' or '=' or '!' => TakeOperator(first, start),
            _ => new RuleToken(RuleTokenKind.Wrong, $"\"{first}\" does not belong into an expression.", start + 1),
        };
    }

    private RuleToken Take(RuleTokenKind kind, Func<char, bool> belongs)
    {
        int start = _at++;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        return new RuleToken(kind, text[start.._at], start + 1);
    }

    // An exponent's sign belongs to the number: 1e-3.
    private RuleToken TakeNumber()
    {
        int start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.' || (text[_at] is '-' or '+' && text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        return new RuleToken(RuleTokenKind.Number, text[start.._at], start + 1);
    }

    private RuleToken TakeText(char quote)
    {
        int start = _at;
        int end = text.IndexOf(quote, start + 1);
        if (end < 0)
        {
            _at = text.Length;
            return new RuleToken(RuleTokenKind.Wrong, "The text that starts here has no closing quote.", start + 1);
        }

        _at = end + 1;
        return new RuleToken(RuleTokenKind.Text, text[(start + 1)..end], start + 1);
    }

    private RuleToken TakeOperator(char first, int start)
    {
        if (_at < text.Length && text[_at] == '=')
        {
            _at++;
        }
        else if (first == '!')
        {
            return new RuleToken(RuleTokenKind.Wrong, "\"!\" stands only before \"=\"; write \"not\" to turn a condition round.", start + 1);
        }

        return new RuleToken(RuleTokenKind.Operator, text[start.._at], start + 1);
    }
}
