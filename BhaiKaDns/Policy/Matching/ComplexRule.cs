using BhaiKaDns.Collections;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>A rule that does not fit a tag: with a pattern, a condition or an answer of its own. Immutable but for its automaton.</summary>
internal sealed class ComplexRule
{
    private readonly byte[] _pattern;
    private NameAutomaton? _automaton;

    /// <param name="target">A name, pattern or regular expression.</param>
    /// <param name="hash">Of the name; 0 otherwise.</param>
    /// <param name="pattern">As it was written; empty for a name. Must have been accepted by <see cref="TryParse"/>.</param>
    public ComplexRule(ushort listId, RuleKind kind, RuleTarget target, ulong hash, ReadOnlySpan<byte> pattern, RuleDetails details)
    {
        ListId = listId;
        Kind = kind;
        Target = target;
        _pattern = pattern.ToArray();
        TargetHash = target is RuleTarget.Name ? hash : SeededHash.Compute(_pattern, (ulong)target);
        Details = details;
        Canonical = CanonicalOf(TargetHash, kind, details.CanonicalHash);
    }

    public ushort ListId { get; }

    public RuleKind Kind { get; }

    public RuleTarget Target { get; }

    public ulong TargetHash { get; }

    public RuleDetails Details { get; }

    /// <summary>Equal for rules that say the same, whatever their list; a <c>$badfilter</c> rule has that of the rule it switches off.</summary>
    public ulong Canonical { get; }

    /// <summary>Switches off rewrites instead of answering or allowing anything.</summary>
    public bool IsRewriteException => Kind.IsAllow && Details.Rewrite is not null;

    public RuleMatch Match => RuleMatch.Of(ListId, Kind);

    /// <summary>Octets of memory held, about.</summary>
    public int MemoryLength => 112 + _pattern.Length + (Volatile.Read(ref _automaton)?.MemoryLength ?? 0);

    public static ulong CanonicalOf(ulong targetHash, RuleKind kind, ulong detailsHash) =>
        SeededHash.Combine(SeededHash.Combine(targetHash, kind.Bits), detailsHash);

    /// <summary>The tree of a pattern; null if it is malformed or too large.</summary>
    public static PatternNode? TryParse(RuleTarget target, ReadOnlySpan<byte> pattern)
    {
        PatternNode? node = target is RuleTarget.Regex ? RegexParser.Parse(pattern) : WildcardParser.Parse(pattern);
        return node is { Size: <= NameAutomaton.MaxPositions } ? node : null;
    }

    /// <summary>For <see cref="PatternIndex"/>.</summary>
    public List<string>? Literals() => Details.IsInverted || TryParse(Target, _pattern) is not { } node ? null : PatternLiterals.Of(node);

    /// <summary>Whether the rule speaks of a question, in whatever way its target is found.</summary>
    /// <param name="symbols">Of <see cref="NameSymbols.Write"/>.</param>
    public bool Covers(in RuleQuestion question, ReadOnlySpan<byte> symbols) =>
        Details.Admits(question) && (Target is RuleTarget.Name ? CoversName(question) : MatchesPattern(symbols));

    /// <summary>Whether the pattern matches; conditions are not asked.</summary>
    public bool MatchesPattern(ReadOnlySpan<byte> symbols)
    {
        // Made when first needed: few of the patterns of a large list ever are. Two threads may make it at once; either will do.
        NameAutomaton? automaton = Volatile.Read(ref _automaton);
        if (automaton is null)
        {
            automaton = new NameAutomaton(TryParse(Target, _pattern) ?? PatternNode.Set(0));
            Volatile.Write(ref _automaton, automaton);
        }

        return automaton.Matches(symbols) != Details.IsInverted;
    }

    private bool CoversName(in RuleQuestion question)
    {
        int index = question.Hashes.IndexOf(TargetHash);
        return index >= 0 && Kind.Covers(index == question.Hashes.Length - 1);
    }
}
