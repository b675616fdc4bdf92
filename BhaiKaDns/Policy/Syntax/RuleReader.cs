using System.Runtime.CompilerServices;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Reads the names of a whole list one after the other and keeps a tally of what it met.</summary>
internal ref struct RuleReader
{
    private readonly RuleTally _tally;
    private readonly Span<byte> _name;
    private ListLineReader _lines;
    private RuleLine _line;
    private ReadOnlySpan<byte> _text;
    private bool _isInLine;
    private int _length;

    /// <param name="buffer">For the text; see <see cref="ListLineReader.BufferLength"/>.</param>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets; <see cref="Name"/> is in it.</param>
    public RuleReader(Stream text, byte[] buffer, Span<byte> name, RuleTally tally)
    {
        _lines = new ListLineReader(text, buffer);
        _name = name;
        _tally = tally;
    }

    /// <summary>Lower-case wire form; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Name => _name[.._length];

    public RuleScope Scope { get; private set; }

    /// <summary>Whether the line begins with <c>@@</c>.</summary>
    public bool IsAllow { get; private set; }

    public readonly int LineNumber => _lines.LineNumber;

    /// <summary>The line that the name stands on; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Line => _text;

    /// <summary>Moves to the next name that decides something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead()
    {
        while (true)
        {
            while (_isInLine && _line.TryNext(_name, out _length))
            {
                if (_line.Problem is not RuleProblem.None)
                {
                    _tally.Count(_line.Problem);
                }
                else if (_length > 0)
                {
                    _tally.Names++;
                    return true;
                }
            }

            if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                return false;
            }

            _text = line;
            if (!_lines.IsTooLong && TryReadCommon(line))
            {
                _tally.Lines++;
                _tally.Names++;
                return true;
            }

            _isInLine = TryEnter(line);
        }
    }

    private bool TryEnter(ReadOnlySpan<byte> line)
    {
        _tally.Lines++;
        if (_lines.IsTooLong)
        {
            _tally.Count(RuleProblem.LineTooLong);
            return false;
        }

        switch (RuleLine.Parse(line, out _line))
        {
            case RuleLineKind.Names:
                Scope = _line.Scope;
                IsAllow = _line.IsAllow;
                return true;
            case RuleLineKind.Invalid:
                _tally.Count(_line.Problem);
                return false;
            default:
                _tally.Comments++;
                return false;
        }
    }

    // Nearly all lines of large lists are a name alone, or one after a null address. They are read in one pass over their octets;
    // everything else, and everything doubtful, goes the long way.
    private bool TryReadCommon(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        bool isHosts = line.StartsWith("0.0.0.0 "u8) || line.StartsWith("127.0.0.1 "u8);
        if (isHosts)
        {
            line = line[(line[0] == '0' ? 8 : 10)..];
        }

        if (RuleName.Read(line, _name, out _length) is not RuleProblem.None || _name[0] + 2 == _length || (isHosts && OwnNames.Contain(_name[.._length])))
        {
            return false;
        }

        Scope = isHosts ? RuleScope.Exact : RuleScope.Tree;
        IsAllow = false;
        return true;
    }
}
