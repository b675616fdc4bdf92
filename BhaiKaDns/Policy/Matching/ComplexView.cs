using System.Numerics;
using System.Runtime.CompilerServices;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Rules with patterns, conditions or answers of their own as one class of devices sees them. Immutable.</summary>
internal sealed class ComplexView(ComplexRules rules, RuleOverrides overrides, Func<ComplexRule, bool> isActive)
{
    private readonly ComplexRules _rules = rules;
    private readonly ulong[] _named = ActiveOf(rules.Named, isActive);
    private readonly ulong[] _patterns = ActiveOf(rules.Patterns, isActive);

    public bool IsAnyActive => _named.AsSpan().ContainsAnyExcept(0ul) || _patterns.AsSpan().ContainsAnyExcept(0ul);

    /// <inheritdoc cref="RuleOverrides.IsExcepted"/>
    public bool IsExcepted(ComplexRule rule, in RuleQuestion question, ReadOnlySpan<byte> symbols) =>
        rule.Match.IsRewrite && (overrides.IsExcepted(rule, question, symbols) || IsItself(rule, question));

    /// <summary>The strongest rule that speaks of the question and is stronger than <paramref name="best"/>, else that.</summary>
    [SkipLocalsInit]
    public RuleMatch Find(in RuleQuestion question, RuleMatch best)
    {
        Span<byte> symbols = stackalloc byte[NameSymbols.MaxLength];
        symbols = symbols[..NameSymbols.Write(question.Name, symbols)];
        ComplexRules complex = _rules;
        for (int index = question.Hashes.Length - 1; index >= 0 && complex.Named.Length > 0; index--)
        {
            for (int named = complex.FirstNamed(question.Hashes[index]); named >= 0; named = complex.NextNamed(named))
            {
                ComplexRule rule = complex.Named[named];
                if (IsSet(_named, named)
                    && rule.Match.Rank > best.Rank
                    && rule.Kind.Covers(index == question.Hashes.Length - 1)
                    && rule.Details.Admits(question)
                    && !IsExcepted(rule, question, symbols))
                {
                    best = rule.Match;
                }
            }
        }

        Span<ulong> candidates = stackalloc ulong[complex.Index.Words];
        complex.Index.Mark(symbols, candidates);
        for (int word = 0; word < candidates.Length; word++)
        {
            for (ulong rest = candidates[word] & _patterns[word]; rest != 0; rest &= rest - 1)
            {
                ComplexRule rule = complex.Patterns[(word * 64) + BitOperations.TrailingZeroCount(rest)];
                if (rule.Match.Rank > best.Rank && rule.Covers(question, symbols) && !IsExcepted(rule, question, symbols))
                {
                    best = rule.Match;
                }
            }
        }

        return best;
    }

    /// <summary>Every rule that speaks of a question. Allocates.</summary>
    public List<ComplexRule> FindAll(in RuleQuestion question)
    {
        byte[] symbols = new byte[NameSymbols.MaxLength];
        Array.Resize(ref symbols, NameSymbols.Write(question.Name, symbols));
        List<ComplexRule> found = [];
        ComplexRules complex = _rules;
        for (int index = question.Hashes.Length - 1; index >= 0; index--)
        {
            for (int named = complex.FirstNamed(question.Hashes[index]); named >= 0; named = complex.NextNamed(named))
            {
                if (IsSet(_named, named) && complex.Named[named].Covers(question, symbols) && !IsExcepted(complex.Named[named], question, symbols))
                {
                    found.Add(complex.Named[named]);
                }
            }
        }

        ulong[] candidates = new ulong[complex.Index.Words];
        complex.Index.Mark(symbols, candidates);
        for (int pattern = 0; pattern < complex.Patterns.Length; pattern++)
        {
            ComplexRule rule = complex.Patterns[pattern];
            if (IsSet(candidates, pattern) && IsSet(_patterns, pattern) && rule.Covers(question, symbols) && !IsExcepted(rule, question, symbols))
            {
                found.Add(rule);
            }
        }

        return found;
    }

    // A name that leads to itself is answered as if the rule were not there (as in AdGuard Home).
    private static bool IsItself(ComplexRule rule, in RuleQuestion question) =>
        rule.Details.Rewrite is { Type: Dns.RecordType.Cname } rewrite && question.Name.SequenceEqual(rewrite.Data);

    private static ulong[] ActiveOf(ComplexRule[] rules, Func<ComplexRule, bool> isActive)
    {
        ulong[] active = new ulong[(rules.Length + 63) / 64];
        for (int rule = 0; rule < rules.Length; rule++)
        {
            if (isActive(rules[rule]))
            {
                active[rule / 64] |= 1UL << (rule % 64);
            }
        }

        return active;
    }

    private static bool IsSet(ReadOnlySpan<ulong> bits, int index) => (bits[index / 64] & (1UL << (index % 64))) != 0;
}
