using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>
/// One line of a list: hosts, plain domain, <c>*.name</c>, <c>||name^</c> or <c>@@||name^</c>. Any octets may come; what is not
/// understood decides nothing. The grammar stands in docs/lists.md.
/// </summary>
internal ref struct RuleLine
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\v\f\0"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> HidingMarks = SearchValues.Create("#@?$%"u8);
    private static readonly SearchValues<byte> ForeignMarks = SearchValues.Create("*/^$|=:"u8);
    private static readonly SearchValues<byte> CommentMarks = SearchValues.Create("#!;"u8);

    private ReadOnlySpan<byte> _rest;
    private bool _isHosts;
    private bool _isExplicit;

    /// <summary>Whether names of this line are allowed rather than named for the list's own purpose.</summary>
    public bool IsAllow { get; private set; }

    public RuleScope Scope { get; private set; }

    /// <summary>Why the line, or the name last asked for, decides nothing.</summary>
    public RuleProblem Problem { get; private set; }

    /// <summary>Looks at the line as a whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RuleLineKind Parse(ReadOnlySpan<byte> line, out RuleLine rule)
    {
        rule = default;
        ReadOnlySpan<byte> token = NextToken(ref line);
        if (token.IsEmpty || CommentMarks.Contains(token[0]) || token[0] == '[')
        {
            return RuleLineKind.Comment;
        }

        if (IsAddress(token))
        {
            rule._isHosts = true;
            rule.Scope = RuleScope.Exact;
            rule._rest = line;
            return HasName(line) ? RuleLineKind.Names : rule.Fail(RuleProblem.Address);
        }

        ReadOnlySpan<byte> next = NextToken(ref line);
        if (!next.IsEmpty && !CommentMarks.Contains(next[0]))
        {
            return rule.Fail(RuleProblem.NotSupported);
        }

        return rule.ParseSingle(token);
    }

    /// <summary>
    /// Reads the next name of a line of kind <see cref="RuleLineKind.Names"/>; false when there is none left. If
    /// <see cref="Problem"/> is set the name decides nothing, and neither does one of length 0 without problem: the machine's own
    /// names that every hosts file lists.
    /// </summary>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryNext(Span<byte> name, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> token = _isHosts ? NextToken(ref _rest) : _rest;
        int comment = _isHosts ? token.IndexOfAny(CommentMarks) : -1;
        if (comment >= 0)
        {
            token = token[..comment];
        }

        if (!_isHosts || comment >= 0)
        {
            _rest = default;
        }

        if (token.IsEmpty)
        {
            return false;
        }

        Problem = RuleName.Read(token, name, out length);
        if (_isHosts && (Problem is RuleProblem.None ? OwnNames.Contain(name[..length]) : token.SequenceEqual("0.0.0.0"u8)))
        {
            Problem = RuleProblem.None;
            length = 0;
        }
        else if (Problem is RuleProblem.None && name[0] + 2 == length && !_isHosts && !_isExplicit)
        {
            Problem = RuleProblem.TopLevel;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RuleLineKind ParseSingle(ReadOnlySpan<byte> token)
    {
        if (token.StartsWith("@@"u8))
        {
            IsAllow = true;
            token = token[2..];
        }

        if (token.StartsWith("||"u8))
        {
            _isExplicit = true;
            token = token[2..];
            if (token.EndsWith("^|"u8))
            {
                token = token[..^2];
            }
            else if (token.EndsWith("^"u8))
            {
                token = token[..^1];
            }
        }
        else
        {
            int comment = token.IndexOf((byte)'#');
            if (comment >= 0)
            {
                // name##.banner and its relatives hide elements of a page; they do not speak of the whole name.
                if (comment + 1 < token.Length && HidingMarks.Contains(token[comment + 1]))
                {
                    return Fail(RuleProblem.NotSupported);
                }

                token = token[..comment];
            }
        }

        if (token.StartsWith("*."u8) || token.StartsWith("."u8))
        {
            Scope = RuleScope.Below;
            token = token[(token[0] == '*' ? 2 : 1)..];
        }

        if (token.ContainsAny(ForeignMarks))
        {
            return Fail(RuleProblem.NotSupported);
        }

        if (token.IsEmpty)
        {
            return Fail(RuleProblem.BadName);
        }

        _rest = token;
        return RuleLineKind.Names;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<byte> NextToken(scoped ref ReadOnlySpan<byte> rest)
    {
        int start = rest.IndexOfAnyExcept(Blanks);
        if (start < 0)
        {
            rest = default;
            return default;
        }

        rest = rest[start..];
        int end = rest.IndexOfAny(Blanks);
        ReadOnlySpan<byte> token = end < 0 ? rest : rest[..end];
        rest = rest[token.Length..];
        if (token[0] == '#')
        {
            rest = default;
        }

        return token;
    }

    private static bool HasName(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> token = NextToken(ref rest);
        return !token.IsEmpty && !CommentMarks.Contains(token[0]);
    }

    private static bool IsAddress(ReadOnlySpan<byte> token)
    {
        if (token.SequenceEqual("0.0.0.0"u8) || token.SequenceEqual("127.0.0.1"u8))
        {
            return true;
        }

        // "10" and "10.1" are addresses to the parser of the base library, but not to those who write hosts files.
        bool mayBe = char.IsAsciiDigit((char)token[0]) && !token.ContainsAnyExcept(Digits) && token.Count((byte)'.') == 3;
        return (mayBe || token.Contains((byte)':')) && IPAddress.IsValidUtf8(token);
    }

    private RuleLineKind Fail(RuleProblem problem)
    {
        Problem = problem;
        return RuleLineKind.Invalid;
    }
}
