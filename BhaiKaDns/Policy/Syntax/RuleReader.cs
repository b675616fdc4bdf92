using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Reads the rules of a whole list one after the other and keeps a tally of what it met.</summary>
internal ref struct RuleReader
{
    private static readonly RuleKind CommonName = new(RuleScope.Tree, IsAllow: false);
    private static readonly RuleKind HostsName = new(RuleScope.Exact, IsAllow: false);

    private readonly RuleTally _tally;
    private readonly ZoneContext _zone = new();
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

    public RuleTarget Target { get; private set; }

    /// <summary>Of targets that are names: lower-case wire form, valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Name => _name[.._length];

    /// <summary>Of targets that are patterns: as it stands in the line, valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Pattern => _line.Pattern;

    /// <summary>Of targets that are networks.</summary>
    public readonly NetworkPrefix Network => _line.Network;

    public RuleKind Kind { get; private set; }

    /// <summary>Conditions and answers; null if there are none.</summary>
    public RuleDetails? Details { get; private set; }

    public readonly int LineNumber => _lines.LineNumber;

    /// <summary>The line that the rule stands on; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Line => _text;

    /// <summary>The last problem that was counted; with <see cref="TryReadOrProblem"/> that of the current line.</summary>
    public RuleProblem Problem { get; private set; }

    /// <summary>Moves to the next rule that decides something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead()
    {
        while (TryReadOrProblem())
        {
            if (Problem is RuleProblem.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves to the next rule, or to the next line or name that decides nothing: <see cref="Problem"/> says which.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadOrProblem()
    {
        while (true)
        {
            while (_isInLine && _line.TryNext(_name, out _length))
            {
                if (_line.Problem is not RuleProblem.None)
                {
                    return Tell(_line.Problem);
                }

                if (_length > 0 || Target is not (RuleTarget.Name or RuleTarget.NameServer))
                {
                    _tally.Names++;
                    return Tell(RuleProblem.None);
                }
            }

            _isInLine = false;
            if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                return false;
            }

            _text = line;
            _tally.Lines++;
            if (!_lines.IsTooLong && TryReadCommon(line))
            {
                _tally.Names++;
                return Tell(RuleProblem.None);
            }

            _isInLine = TryEnter(line, out RuleProblem problem);
            if (problem is not RuleProblem.None)
            {
                return Tell(problem);
            }
        }
    }

    /// <summary>The rule at hand as an object: for one whose target is a name or pattern.</summary>
    public readonly ComplexRule ToRule(ushort listId, RuleKind kind) =>
        new(listId, kind, Target, Target is RuleTarget.Name ? SuffixHashes.OfWhole(Name, out _) : 0, Target is RuleTarget.Name ? default : Pattern, Details ?? RuleDetails.None);

    private bool Tell(RuleProblem problem)
    {
        Problem = problem;
        if (problem is not RuleProblem.None)
        {
            _tally.Count(problem);
        }

        return true;
    }

    private bool TryEnter(ReadOnlySpan<byte> line, out RuleProblem problem)
    {
        problem = RuleProblem.LineTooLong;
        if (_lines.IsTooLong)
        {
            return false;
        }

        RuleLineKind kind = RuleLine.Parse(line, _zone, out _line);
        problem = _line.Problem;
        if (kind is RuleLineKind.Comment)
        {
            problem = RuleProblem.None;
            _tally.Comments++;
        }

        if (kind is not RuleLineKind.Names)
        {
            return false;
        }

        Target = _line.Target;
        Kind = _line.Kind;
        Details = _line.Details;
        _tally.Patterns += Target is RuleTarget.Pattern or RuleTarget.Regex ? 1 : 0;
        _tally.Networks += Target is RuleTarget.Network or RuleTarget.NameServerNetwork ? 1 : 0;
        return true;
    }

    // Nearly all lines of large lists are a name alone, between || and ^, or after a null address. They are read in one pass over
    // their octets; everything else, and everything doubtful, goes the long way.
    private bool TryReadCommon(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        bool isHosts = false;
        if (line.StartsWith("||"u8))
        {
            if (line[^1] != '^')
            {
                return false;
            }

            line = line[2..^1];
        }
        else if (line.StartsWith("0.0.0.0 "u8) || line.StartsWith("127.0.0.1 "u8))
        {
            isHosts = true;
            line = line[(line[0] == '0' ? 8 : 10)..];
        }

        if (RuleName.Read(line, _name, out _length) is not RuleProblem.None || _name[0] + 2 == _length || (isHosts && OwnNames.Contain(_name[.._length])))
        {
            return false;
        }

        Target = RuleTarget.Name;
        Kind = isHosts ? HostsName : CommonName;
        Details = null;
        return true;
    }
}
