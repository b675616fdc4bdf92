namespace BhaiKaDns.Policy.Matching;

/// <summary>All rules of a <see cref="CompiledRules"/> that do not fit its table of names, found by what they speak of. Immutable.</summary>
internal sealed class ComplexRules
{
    private readonly Dictionary<ulong, int> _firstNamed = [];
    private readonly int[] _nextNamed;
    private readonly long _patternsLength;

    /// <param name="rules">Without those that switch others off.</param>
    /// <param name="badfilters">Rules with <c>$badfilter</c>.</param>
    /// <param name="rewriteExceptions">Allowing rules with <c>$dnsrewrite</c>.</param>
    public ComplexRules(IEnumerable<ComplexRule> rules, IReadOnlyList<ComplexRule> badfilters, IReadOnlyList<ComplexRule> rewriteExceptions)
    {
        ILookup<bool, ComplexRule> byTarget = rules.ToLookup(rule => rule.Target is Syntax.RuleTarget.Name);
        Named = [.. byTarget[true]];
        Patterns = [.. byTarget[false]];
        Badfilters = badfilters;
        RewriteExceptions = rewriteExceptions;
        Index = new PatternIndex([.. Patterns.Select(rule => rule.Literals())]);
        _nextNamed = new int[Named.Length];

        // From the last to the first, so that a chain gives them in the order of the lists.
        for (int rule = Named.Length - 1; rule >= 0; rule--)
        {
            _nextNamed[rule] = _firstNamed.TryGetValue(Named[rule].TargetHash, out int next) ? next : -1;
            _firstNamed[Named[rule].TargetHash] = rule;
        }

        _patternsLength = Named.Concat(Patterns).Sum(rule => (long)rule.MemoryLength) + Index.MemoryLength;
        Conditions = [.. All.Select(rule => rule.Details.Condition).OfType<ClientCondition>().Distinct()];
    }

    public static ComplexRules Empty { get; } = new([], [], []);

    public ComplexRule[] Named { get; }

    public ComplexRule[] Patterns { get; }

    public IReadOnlyList<ComplexRule> Badfilters { get; }

    public IReadOnlyList<ComplexRule> RewriteExceptions { get; }

    /// <summary>Which of <see cref="Patterns"/> to try.</summary>
    public PatternIndex Index { get; }

    public IReadOnlyList<ClientCondition> Conditions { get; }

    /// <summary>Octets of memory held, about; automata made since are not counted.</summary>
    public long MemoryLength => _patternsLength + (_firstNamed.Count * 28L) + (_nextNamed.Length * 4L);

    private IEnumerable<ComplexRule> All => Named.Concat(Patterns).Concat(Badfilters).Concat(RewriteExceptions);

    /// <summary>First of <see cref="Named"/> with this hash, or -1.</summary>
    public int FirstNamed(ulong hash) => _firstNamed.TryGetValue(hash, out int rule) ? rule : -1;

    /// <summary>The one after it with the same hash, or -1.</summary>
    public int NextNamed(int rule) => _nextNamed[rule];
}
