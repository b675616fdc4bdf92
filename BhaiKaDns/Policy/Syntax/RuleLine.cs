using System.Runtime.CompilerServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>
/// One line of a list in any of the forms of docs/rules.md. Any octets may come; what is not understood decides nothing.
/// </summary>
internal ref struct RuleLine
{
    private ReadOnlySpan<byte> _rest;
    private NameSeparator _separator;
    private bool _isExplicit;
    private bool _isDone;

    /// <summary>What is compared; with patterns <see cref="Pattern"/> and with networks <see cref="Network"/> says with what.</summary>
    public RuleTarget Target { get; private set; }

    public RuleKind Kind { get; set; }

    /// <summary>Conditions and answers; null if there are none.</summary>
    public RuleDetails? Details { get; set; }

    public ReadOnlySpan<byte> Pattern { get; private set; }

    public NetworkPrefix Network { get; private set; }

    /// <summary>Why the line, or the name last asked for, decides nothing.</summary>
    public RuleProblem Problem { get; private set; }

    /// <summary>Looks at the line as a whole.</summary>
    /// <param name="zone">What lines before it left; a new one for a line by itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RuleLineKind Parse(ReadOnlySpan<byte> line, ZoneContext zone, out RuleLine rule)
    {
        rule = default;
        ReadOnlySpan<byte> rest = line;
        ReadOnlySpan<byte> token = LineShape.NextToken(ref rest);
        if (token.IsEmpty || LineShape.CommentMarks.Contains(token[0]))
        {
            return LineShape.IsHiding(token) ? rule.Fail(RuleProblem.Cosmetic) : RuleLineKind.Comment;
        }

        if (zone.IsInParentheses || (zone.IsZone && LineShape.Blanks.Contains(line[0])) || ZoneLine.IsDirective(token))
        {
            return ZoneLine.Parse(line, zone, ref rule);
        }

        if (LineShape.IsAddress(token))
        {
            return LineShape.HasToken(rest) ? rule.TakeNames(rest, NameSeparator.Blank, RuleScope.Exact) : rule.TakeAddress(token);
        }

        if (token.Contains((byte)'=') && DnsmasqLine.Has(token))
        {
            return DnsmasqLine.Parse(token, ref rule);
        }

        if (token[^1] == ':' && UnboundLine.Has(token))
        {
            return UnboundLine.Parse(token, rest, zone, ref rule);
        }

        if (LineShape.HasToken(rest))
        {
            return ParseSeveral(line.Trim(" \t\r\v\f\0"u8), token, rest, zone, ref rule);
        }

        return token[0] == '[' && token[^1] == ']' ? RuleLineKind.Comment : ParseSingle(token, ref rule);
    }

    /// <summary>
    /// Reads the next name of a line of kind <see cref="RuleLineKind.Names"/>, or moves to its only pattern or network; false when there
    /// is none left. If <see cref="Problem"/> is set the name decides nothing, and neither does one of length 0 without problem: the
    /// machine's own names that every hosts file lists.
    /// </summary>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryNext(Span<byte> name, out int length)
    {
        length = 0;
        if (Target is not (RuleTarget.Name or RuleTarget.NameServer))
        {
            bool isFirst = !_isDone;
            _isDone = true;
            return isFirst;
        }

        bool isHosts = _separator is NameSeparator.Blank;
        ReadOnlySpan<byte> token = isHosts ? LineShape.NextToken(ref _rest) : NextPart();
        int comment = isHosts ? token.IndexOfAny(LineShape.CommentMarks) : -1;
        if (comment >= 0)
        {
            token = token[..comment];
            _rest = default;
        }

        if (token.IsEmpty)
        {
            return false;
        }

        Problem = RuleName.Read(token, name, out length);
        if (isHosts && (Problem is RuleProblem.None ? OwnNames.Contain(name[..length]) : token.SequenceEqual("0.0.0.0"u8)))
        {
            Problem = RuleProblem.None;
            length = 0;
        }
        else if (Problem is RuleProblem.None && name[0] + 2 == length && !isHosts && !_isExplicit)
        {
            Problem = RuleProblem.TopLevel;
        }

        return true;
    }

    /// <summary>The line decides nothing.</summary>
    public RuleLineKind Fail(RuleProblem problem)
    {
        Problem = problem;
        return RuleLineKind.Invalid;
    }

    /// <summary>The line has one or more names.</summary>
    /// <param name="isExplicit">A top-level domain is meant where it stands.</param>
    /// <param name="isNameServer">Names of name servers.</param>
    public RuleLineKind TakeNames(ReadOnlySpan<byte> names, NameSeparator separator, RuleScope scope, bool isExplicit = false, bool isNameServer = false)
    {
        _rest = names;
        _separator = separator;
        _isExplicit = isExplicit;
        Target = isNameServer ? RuleTarget.NameServer : RuleTarget.Name;
        Kind = Kind with { Scope = scope };
        return RuleLineKind.Names;
    }

    /// <summary>The line has one name, which may begin with <c>*.</c> or a dot for all below.</summary>
    public RuleLineKind TakeName(ReadOnlySpan<byte> name, RuleScope scope, bool isExplicit)
    {
        if (name.StartsWith("*."u8) || name.StartsWith("."u8))
        {
            scope = RuleScope.Below;
            name = name[(name[0] == '*' ? 2 : 1)..];
        }

        return name.IsEmpty ? Fail(RuleProblem.BadName) : TakeNames(name, NameSeparator.None, scope, isExplicit);
    }

    public RuleLineKind TakePattern(RuleTarget target, ReadOnlySpan<byte> pattern)
    {
        Target = target;
        Pattern = pattern;
        return ComplexRule.TryParse(target, pattern) is null ? Fail(RuleProblem.BadPattern) : RuleLineKind.Names;
    }

    /// <summary>The line has an address or network for answers.</summary>
    public RuleLineKind TakeNetwork(NetworkPrefix network, bool isNameServer = false)
    {
        const int FewestBitsOfIPv4 = 8;
        const int FewestBitsOfIPv6 = 16;
        if (network.OwnBits < (network.Address.IsIPv4 ? FewestBitsOfIPv4 : FewestBitsOfIPv6))
        {
            return Fail(RuleProblem.TopLevel);
        }

        Target = isNameServer ? RuleTarget.NameServerNetwork : RuleTarget.Network;
        Network = network;
        Kind = Kind with { Scope = RuleScope.Exact };
        return RuleLineKind.Names;
    }

    private static RuleLineKind ParseSeveral(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> token, ReadOnlySpan<byte> rest, ZoneContext zone, ref RuleLine rule)
    {
        // Names of clients and text records may have blanks in them.
        if (token.Contains((byte)'$') && token[0] is (byte)'|' or (byte)'@' or (byte)'/' or (byte)'*')
        {
            return AdblockLine.Parse(line, ref rule);
        }

        if (token[0] == '[')
        {
            return line[^1] == ']' ? RuleLineKind.Comment : rule.Fail(RuleProblem.NotSupported);
        }

        if (ZoneLine.IsRecord(rest))
        {
            return ZoneLine.Parse(line, zone, ref rule);
        }

        int hiding = line.IndexOf((byte)'#');
        return rule.Fail(hiding > 0 && LineShape.IsHiding(line[hiding..]) ? RuleProblem.Cosmetic : RuleProblem.NotSupported);
    }

    private static RuleLineKind ParseSingle(ReadOnlySpan<byte> token, ref RuleLine rule)
    {
        int comment = token[0] is (byte)'/' or (byte)'@' ? -1 : token.IndexOf((byte)'#');
        if (comment >= 0)
        {
            // name##.banner and its relatives hide elements of a page; they do not speak of the whole name.
            if (LineShape.IsHiding(token[comment..]))
            {
                return rule.Fail(RuleProblem.Cosmetic);
            }

            if (!token.Contains((byte)'$') && !token.StartsWith("||"u8))
            {
                token = token[..comment];
            }
        }

        return RegexLine.Is(token) ? RegexLine.Parse(token, ref rule) : AdblockLine.Parse(token, ref rule);
    }

    private RuleLineKind TakeAddress(ReadOnlySpan<byte> token) =>
        NetworkPrefix.TryParse(token, out NetworkPrefix network) ? TakeNetwork(network) : Fail(RuleProblem.Address);

    private ReadOnlySpan<byte> NextPart()
    {
        int end = _separator is NameSeparator.Slash ? _rest.IndexOf((byte)'/') : -1;
        ReadOnlySpan<byte> part = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return part;
    }
}

/// <summary>What stands between the names of a line.</summary>
internal enum NameSeparator : byte
{
    None = 0,
    Blank = 1,
    Slash = 2,
}
