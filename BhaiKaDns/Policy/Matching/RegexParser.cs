namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Reads a regular expression as far as a finite automaton can follow it: groups, alternatives, classes (also <c>[:alpha:]</c>),
/// <c>? * + {m,n}</c>, <c>^</c>, <c>$</c>, <c>.</c>, <c>\d \w \s</c>. Upper case is read as lower case. Looking around, references and
/// word boundaries are refused.
/// </summary>
internal ref struct RegexParser
{
    private const int MaxDepth = 40;
    private const int MaxRepeat = 255;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _depth;
    private bool _isBad;

    private RegexParser(ReadOnlySpan<byte> text) => _text = text;

    private readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>Null if the expression is malformed or not supported.</summary>
    public static PatternNode? Parse(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("(?i)"u8))
        {
            text = text[4..];
        }

        RegexParser parser = new(text);
        PatternNode node = parser.ReadChoice();
        return parser._isBad || !parser.IsAtEnd ? null : node;
    }

    private PatternNode ReadChoice()
    {
        List<PatternNode> choices = [ReadSequence()];
        while (!_isBad && !IsAtEnd && _text[_at] == '|')
        {
            _at++;
            choices.Add(ReadSequence());
        }

        return PatternNode.Choice(choices);
    }

    private PatternNode ReadSequence()
    {
        List<PatternNode> parts = [];
        while (!_isBad && !IsAtEnd && _text[_at] is not ((byte)'|' or (byte)')'))
        {
            PatternNode part = ReadAtom();
            parts.Add(_isBad ? part : ReadRepeats(part));
        }

        return parts.Count == 0 ? PatternNode.Empty : PatternNode.Sequence(parts);
    }

    private PatternNode ReadAtom()
    {
        byte octet = _text[_at++];
        switch (octet)
        {
            case (byte)'(':
                return ReadGroup();
            case (byte)'[':
                return SymbolClass.TryRead(_text, ref _at, out ulong symbols) ? PatternNode.Set(symbols) : Refuse();
            case (byte)'.':
                return PatternNode.Set(NameSymbols.Any);
            case (byte)'^':
                return PatternNode.Symbol(NameSymbols.Start);
            case (byte)'$':
                return PatternNode.Symbol(NameSymbols.End);
            case (byte)'\\':
                return SymbolClass.TryReadEscape(_text, ref _at, out symbols) ? PatternNode.Set(symbols) : Refuse();
            case (byte)'*' or (byte)'+' or (byte)'?' or >= 0x80:
                return Refuse();
            default:
                // An octet that names do not have matches nothing.
                return PatternNode.Set(NameSymbols.Of(octet) is not NameSymbols.Other and var symbol ? 1UL << symbol : 0);
        }
    }

    private PatternNode ReadGroup()
    {
        if (++_depth > MaxDepth)
        {
            return Refuse();
        }

        ReadOnlySpan<byte> rest = _text[_at..];
        if (rest.StartsWith("?:"u8))
        {
            _at += 2;
        }
        else if (rest.StartsWith("?P<"u8) || (rest.StartsWith("?<"u8) && rest.Length > 2 && rest[2] is not ((byte)'=' or (byte)'!')))
        {
            int end = rest.IndexOf((byte)'>');
            if (end < 0)
            {
                return Refuse();
            }

            _at += end + 1;
        }
        else if (rest.StartsWith("?"u8))
        {
            return Refuse();
        }

        PatternNode node = ReadChoice();
        if (IsAtEnd || _text[_at] != ')')
        {
            return Refuse();
        }

        _at++;
        _depth--;
        return node;
    }

    private PatternNode ReadRepeats(PatternNode part)
    {
        while (!IsAtEnd && !_isBad)
        {
            int least;
            int most;
            switch (_text[_at])
            {
                case (byte)'*':
                    (least, most) = (0, PatternNode.Unbounded);
                    break;
                case (byte)'+':
                    (least, most) = (1, PatternNode.Unbounded);
                    break;
                case (byte)'?':
                    (least, most) = (0, 1);
                    break;
                case (byte)'{':
                    if (!TryReadBounds(out least, out most))
                    {
                        return Refuse();
                    }

                    break;
                default:
                    return part;
            }

            _at++;
            part = PatternNode.Repeat(part, least, most);
            if (!IsAtEnd && _text[_at] == '?')
            {
                // The lazy form finds another place of the match, but it finds one in the same names.
                _at++;
            }
            else if (!IsAtEnd && _text[_at] == '+')
            {
                return Refuse();
            }
        }

        return part;
    }

    // Leaves the place at the closing brace.
    private bool TryReadBounds(out int least, out int most)
    {
        _at++;
        bool isGood = TryReadNumber(out least);
        most = least;
        if (isGood && !IsAtEnd && _text[_at] == ',')
        {
            _at++;
            if (!TryReadNumber(out most))
            {
                most = PatternNode.Unbounded;
            }
        }

        return isGood && !IsAtEnd && _text[_at] == '}' && least <= MaxRepeat && least <= most && most is <= MaxRepeat or PatternNode.Unbounded;
    }

    private bool TryReadNumber(out int number)
    {
        int start = _at;
        number = 0;
        while (!IsAtEnd && char.IsAsciiDigit((char)_text[_at]) && _at - start < 4)
        {
            number = (number * 10) + (_text[_at++] - '0');
        }

        return _at > start;
    }

    private PatternNode Refuse()
    {
        _isBad = true;
        return PatternNode.Empty;
    }
}
