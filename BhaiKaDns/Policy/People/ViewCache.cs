using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Keeps views from one composing to the next: many classes see the same lists, and a change of one person's rule changes no view of
/// the lists. Used by one thread at a time.
/// </summary>
internal sealed class ViewCache
{
    private readonly Dictionary<(CompiledRules Rules, string Used, RuleOverrides? Overrides), (RuleView View, uint Round)> _views = [];
    private readonly Dictionary<(CompiledRules Rules, CompiledRules Lists, string Used), (RuleOverrides Overrides, uint Round)> _overrides = [];
    private uint _round;

    /// <summary>Views kept.</summary>
    public int Count => _views.Count;

    /// <summary>Begins a composing; what the last one did not ask for is forgotten, and with it the tables that were replaced.</summary>
    public void Begin()
    {
        foreach (KeyValuePair<(CompiledRules Rules, string Used, RuleOverrides? Overrides), (RuleView View, uint Round)> unused in _views.Where(view => view.Value.Round != _round).ToArray())
        {
            _views.Remove(unused.Key);
        }

        foreach (KeyValuePair<(CompiledRules Rules, CompiledRules Lists, string Used), (RuleOverrides Overrides, uint Round)> unused in _overrides.Where(item => item.Value.Round != _round).ToArray())
        {
            _overrides.Remove(unused.Key);
        }

        _round++;
    }

    /// <summary>What rules of the settings and lists switch off in each other: they stand under the same priorities.</summary>
    /// <param name="used">Numbers of the lists in use.</param>
    /// <param name="holding">Conditions that hold.</param>
    public RuleOverrides OverridesOf(CompiledRules rules, CompiledRules lists, HashSet<ushort> used, HashSet<ClientCondition> holding)
    {
        (CompiledRules, CompiledRules, string) key = (rules, lists, $"{string.Join(',', used.Order())}/{TextOf(holding)}");
        RuleOverrides overrides = _overrides.TryGetValue(key, out (RuleOverrides Overrides, uint Round) known)
            ? known.Overrides
            : new RuleOverrides([(rules, _ => true), (lists, used.Contains)], holding.Contains);
        _overrides[key] = (overrides, _round);
        return overrides;
    }

    /// <param name="used">Numbers of the lists in use.</param>
    /// <param name="holding">Conditions that hold.</param>
    /// <param name="overrides">Of <see cref="OverridesOf"/>; null for rules that stand alone.</param>
    public RuleView Of(CompiledRules rules, HashSet<ushort> used, HashSet<ClientCondition> holding, RuleOverrides? overrides = null)
    {
        if (used.Count == 0 || ReferenceEquals(rules, CompiledRules.Empty))
        {
            return RuleView.Empty;
        }

        (CompiledRules, string, RuleOverrides?) key = (rules, $"{string.Join(',', used.Order())}/{TextOf(rules.ClientConditions.Where(holding.Contains))}", overrides);
        RuleView view = _views.TryGetValue(key, out (RuleView View, uint Round) known) ? known.View : rules.ViewOf(used.Contains, holding.Contains, overrides);
        _views[key] = (view, _round);
        return view;
    }

    private static string TextOf(IEnumerable<ClientCondition> conditions) => string.Join('\n', conditions.Select(condition => condition.Text).Order(StringComparer.Ordinal));
}
