using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// What rules switch off in all lists and rules that one class of devices uses: <c>$badfilter</c> and exceptions from <c>$dnsrewrite</c>.
/// Made from all of them together before their views are. Immutable.
/// </summary>
internal sealed class RuleOverrides
{
    private readonly HashSet<ulong> _off = [];

    /// <param name="parts">Everything that stands under the priorities of list syntax together, as the class uses it.</param>
    /// <param name="holds">Whether a condition holds for the class; null for never.</param>
    public RuleOverrides(IEnumerable<(CompiledRules Rules, Func<ushort, bool> IsUsed)> parts, Func<ClientCondition, bool>? holds = null)
    {
        List<ComplexRule> badfilters = [];
        List<ComplexRule> exceptions = [];
        foreach ((CompiledRules rules, Func<ushort, bool> isUsed) in parts)
        {
            badfilters.AddRange(rules.Complex.Badfilters.Where(rule => isUsed(rule.ListId)));
            exceptions.AddRange(rules.Complex.RewriteExceptions.Where(rule =>
                isUsed(rule.ListId) && (rule.Details.Condition is not { } condition || holds?.Invoke(condition) == true)));
        }

        foreach (ComplexRule badfilter in badfilters)
        {
            _off.Add(badfilter.Canonical);
        }

        PlainNames = badfilters.Where(rule => rule is { Target: RuleTarget.Name, Details.IsPlain: true }).ToLookup(rule => rule.TargetHash, rule => rule.Kind);
        RewriteExceptions = [.. exceptions.Where(rule => !_off.Contains(rule.Canonical))];
    }

    public static RuleOverrides None { get; } = new([]);

    /// <summary>Kinds of plain rules that are switched off, by hash of the name.</summary>
    public ILookup<ulong, RuleKind> PlainNames { get; }

    /// <summary>Exceptions in force.</summary>
    public ComplexRule[] RewriteExceptions { get; }

    public bool IsOff(ulong canonical) => _off.Contains(canonical);

    /// <summary>Whether an exception switches a rewriting rule off for a question.</summary>
    /// <param name="symbols">Of <see cref="NameSymbols.Write"/>.</param>
    public bool IsExcepted(ComplexRule rule, in RuleQuestion question, ReadOnlySpan<byte> symbols)
    {
        Rewrite rewrite = rule.Details.Rewrite!;
        foreach (ComplexRule exception in RewriteExceptions)
        {
            if ((exception.Kind.IsImportant || !rule.Kind.IsImportant)
                && (ReferenceEquals(exception.Details.Rewrite, Rewrite.Whatever) || exception.Details.Rewrite!.IsSame(rewrite))
                && exception.Covers(question, symbols))
            {
                return true;
            }
        }

        return false;
    }
}
