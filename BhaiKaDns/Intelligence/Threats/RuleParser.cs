using System.Globalization;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Reads one expression by recursive descent of bounded depth; the first error ends it.</summary>
internal sealed class RuleParser(string text, IReadOnlyList<string> features)
{
    private readonly RuleTokenReader _reader = new(text);
    private RuleToken _token;
    private int _depth;
    private int _comparisons;
    private bool _hasFailed;

    public RuleError Error { get; private set; }

    /// <summary>The expression, or null with <see cref="Error"/>.</summary>
    public RuleNode? Parse()
    {
        if (text.Length > RuleExpression.MaxLength)
        {
            return Fail(RuleExpression.MaxLength + 1, $"The expression is longer than {RuleExpression.MaxLength} characters.");
        }

        Advance();
        RuleNode? node = ReadOr();
        return _hasFailed ? null : _token.Kind is RuleTokenKind.End ? node : Fail("Expected \"and\", \"or\" or the end here.");
    }

    private RuleNode? ReadOr()
    {
        RuleNode? left = ReadAnd();
        while (left is not null && TakeWord("or"))
        {
            left = ReadAnd() is { } right ? new RuleNode(RuleNodeKind.Or, Left: left, Right: right) : null;
        }

        return left;
    }

    private RuleNode? ReadAnd()
    {
        RuleNode? left = ReadNot();
        while (left is not null && TakeWord("and"))
        {
            left = ReadNot() is { } right ? new RuleNode(RuleNodeKind.And, Left: left, Right: right) : null;
        }

        return left;
    }

    private RuleNode? ReadNot()
    {
        if (++_depth > RuleExpression.MaxDepth)
        {
            return Fail($"Conditions are nested deeper than {RuleExpression.MaxDepth}.");
        }

        RuleNode? node;
        if (TakeWord("not"))
        {
            node = ReadNot() is { } inner ? new RuleNode(RuleNodeKind.Not, Left: inner) : null;
        }
        else if (Take(RuleTokenKind.Open))
        {
            node = ReadOr();
            node = node is null || Take(RuleTokenKind.Close) ? node : Fail("Expected \")\" here.");
        }
        else
        {
            node = ReadComparison();
        }

        _depth--;
        return node;
    }

    private RuleNode? ReadComparison()
    {
        if (_token.Kind is not RuleTokenKind.Word || IsKeyword(_token.Text))
        {
            return Fail("Expected a feature, \"tld\", \"name\" or \"label\" here.");
        }

        if (++_comparisons > RuleExpression.MaxComparisons)
        {
            return Fail($"More than {RuleExpression.MaxComparisons} comparisons.");
        }

        RuleToken subject = _token;
        RuleField field = FieldOf(subject.Text);
        int feature = FeatureOf(subject.Text);
        if (field is RuleField.None && feature < 0)
        {
            return Fail($"There is no feature \"{subject.Text}\".");
        }

        Advance();
        RuleComparison comparison = new() { Field = field, Feature = feature, OtherFeature = -1, Numbers = [], Texts = [] };
        bool isNot = TakeWord("not");
        if (TakeWord("in"))
        {
            RuleNode? list = ReadList(comparison with { Operator = RuleOperator.In });
            return isNot && list is not null ? new RuleNode(RuleNodeKind.Not, Left: list) : list;
        }

        if (isNot || _token.Kind is not RuleTokenKind.Operator)
        {
            return Fail(isNot ? "Expected \"in\" after \"not\" here." : "Expected a comparison (<, <=, >, >=, =, != or in) here.");
        }

        comparison.Operator = OperatorOf(_token.Text);
        if (field is not RuleField.None && comparison.Operator is not (RuleOperator.Equal or RuleOperator.NotEqual))
        {
            return Fail($"\"{subject.Text}\" is a text: only =, != and in can be asked of it.");
        }

        Advance();
        int other = field is RuleField.None && _token.Kind is RuleTokenKind.Word ? FeatureOf(_token.Text) : -1;
        if (other >= 0)
        {
            Advance();
            return new RuleNode(RuleNodeKind.Comparison, comparison with { OtherFeature = other });
        }

        return ReadValues(ref comparison, isList: false) ? new RuleNode(RuleNodeKind.Comparison, comparison) : null;
    }

    private RuleNode? ReadList(RuleComparison comparison)
    {
        if (!Take(RuleTokenKind.Open))
        {
            return Fail("Expected \"(\" and a list here.");
        }

        return ReadValues(ref comparison, isList: true) ? new RuleNode(RuleNodeKind.Comparison, comparison) : null;
    }

    private bool ReadValues(ref RuleComparison comparison, bool isList)
    {
        List<float> numbers = [];
        List<byte[]> texts = [];
        do
        {
            if (comparison.Field is RuleField.None ? !ReadNumber(numbers) : !ReadText(comparison.Field, texts))
            {
                return false;
            }

            if (numbers.Count + texts.Count > RuleExpression.MaxListLength)
            {
                Fail($"A list of more than {RuleExpression.MaxListLength} values.");
                return false;
            }
        }
        while (isList && Take(RuleTokenKind.Comma));

        if (isList && !Take(RuleTokenKind.Close))
        {
            Fail("Expected \",\" or \")\" here.");
            return false;
        }

        comparison.Number = numbers.Count > 0 ? numbers[0] : 0;
        comparison.Numbers = [.. numbers];
        comparison.Texts = [.. texts];
        return true;
    }

    private bool ReadNumber(List<float> numbers)
    {
        if (_token.Kind is not RuleTokenKind.Number || !float.TryParse(_token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) || !float.IsFinite(number))
        {
            Fail(_token.Kind is RuleTokenKind.Word ? $"There is no feature \"{_token.Text}\"." : "Expected a number here.");
            return false;
        }

        numbers.Add(number);
        Advance();
        return true;
    }

    private bool ReadText(RuleField field, List<byte[]> texts)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        if (_token.Kind is not RuleTokenKind.Text)
        {
            Fail("Expected a text in quotes here.");
            return false;
        }

        // People write a top-level domain with its dot as often as without.
        ReadOnlySpan<char> written = field is RuleField.Tld && _token.Text.StartsWith('.') ? _token.Text.AsSpan(1) : _token.Text;
        if (!DomainNameText.TryParse(written, wire, out int length) || length < 2 || (field is RuleField.Label && wire[0] + 2 != length))
        {
            Fail(field is RuleField.Label ? "This is no label; letters outside ASCII are written as xn--." : "This is no name; letters outside ASCII are written as xn--.");
            return false;
        }

        texts.Add(field is RuleField.Label ? wire.Slice(1, wire[0]).ToArray() : wire[..length].ToArray());
        Advance();
        return true;
    }

    private bool TakeWord(string word)
    {
        bool isIt = _token.Kind is RuleTokenKind.Word && string.Equals(_token.Text, word, StringComparison.OrdinalIgnoreCase);
        if (isIt)
        {
            Advance();
        }

        return isIt;
    }

    private bool Take(RuleTokenKind kind)
    {
        bool isIt = _token.Kind == kind;
        if (isIt)
        {
            Advance();
        }

        return isIt;
    }

    private void Advance()
    {
        _token = _reader.Next();
        if (_token.Kind is RuleTokenKind.Wrong)
        {
            Fail(_token.Text);
        }
    }

    private int FeatureOf(string name)
    {
        for (int at = 0; at < features.Count; at++)
        {
            if (string.Equals(features[at], name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }

    private RuleNode? Fail(string message) => Fail(_token.Column, message);

    // The first error is the one to tell; what follows comes of it.
    private RuleNode? Fail(int column, string message)
    {
        Error = _hasFailed ? Error : new RuleError(column, message);
        _hasFailed = true;
        return null;
    }

    private static bool IsKeyword(string word) => word.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IN";

    private static RuleField FieldOf(string word) => word.ToUpperInvariant() switch
    {
        "TLD" => RuleField.Tld,
        "NAME" => RuleField.Name,
        "LABEL" => RuleField.Label,
        _ => RuleField.None,
    };

    private static RuleOperator OperatorOf(string sign) => sign switch
    {
        "<" => RuleOperator.Less,
        "<=" => RuleOperator.LessOrEqual,
        ">" => RuleOperator.Greater,
        ">=" => RuleOperator.GreaterOrEqual,
        "!=" => RuleOperator.NotEqual,
        _ => RuleOperator.Equal,
    };
}
