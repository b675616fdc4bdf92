using BhaiKaDns.Collections;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Gathers what does not go into the table of names. Used by one thread, for one set.</summary>
internal sealed class ComplexRulesBuilder(TagSets tags)
{
    /// <summary>Most rules with patterns, and most with conditions or answers: some ten megabytes each.</summary>
    public const int MaxRules = 50_000;

    /// <summary>Most networks: some fifty megabytes.</summary>
    public const int MaxNetworks = 1_000_000;

    private readonly List<ComplexRule> _rules = [];
    private readonly List<ComplexRule> _badfilters = [];
    private readonly List<ComplexRule> _rewriteExceptions = [];
    private readonly HashSet<(ulong Canonical, ushort ListId)> _known = [];
    private readonly PrefixTable _networks = new();
    private readonly PrefixTable _nameServerNetworks = new();
    private readonly Dictionary<ulong, ushort> _nameServers = [];

    /// <summary>Adds the rule that a reader stands on; what is too many is counted as a problem of the list.</summary>
    public void Add(ListText text, RuleKind kind, in RuleReader reader)
    {
        ushort tag = reader.Target >= RuleTarget.Network ? tags.Of(TagOutcome.Member(text.Id, kind)) : (ushort)0;
        switch (reader.Target)
        {
            case RuleTarget.Network when _networks.Count < MaxNetworks:
                _networks.Add(reader.Network, tag, tags.Union);
                return;
            case RuleTarget.NameServerNetwork when _nameServerNetworks.Count < MaxNetworks:
                _nameServerNetworks.Add(reader.Network, tag, tags.Union);
                return;
            case RuleTarget.NameServer when _nameServers.Count < MaxNetworks:
                ulong hash = SuffixHashes.OfWhole(reader.Name, out _);
                _nameServers[hash] = _nameServers.TryGetValue(hash, out ushort known) ? tags.Union(known, tag) : tag;
                return;
            case RuleTarget.Name or RuleTarget.Pattern or RuleTarget.Regex when _known.Count < MaxRules:
                Add(reader.ToRule(text.Id, kind), text.Kind);
                return;
            default:
                text.Tally.Count(RuleProblem.TooMany);
                return;
        }
    }

    public ComplexRules Build() => _known.Count == 0 ? ComplexRules.Empty : new ComplexRules(_rules, _badfilters, _rewriteExceptions);

    public AddressRules BuildAddresses() =>
        _networks.Count + _nameServerNetworks.Count + _nameServers.Count == 0 ? AddressRules.Empty : new AddressRules(_networks, _nameServers, _nameServerNetworks);

    private void Add(ComplexRule rule, ListKind kind)
    {
        if (!_known.Add((rule.Canonical ^ (rule.Details.IsBadfilter ? 1UL : 0), rule.ListId)))
        {
            return;
        }

        // A rewrite in an allowing list allows; only @@ makes an exception of it.
        bool isException = rule.IsRewriteException && kind is not ListKind.Allow;
        (rule.Details.IsBadfilter ? _badfilters : isException ? _rewriteExceptions : _rules).Add(rule);
    }
}
