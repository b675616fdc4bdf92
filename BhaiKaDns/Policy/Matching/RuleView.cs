using BhaiKaDns.Collections;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Compiled rules as the devices of one policy class see them: some lists are not theirs, some conditions do not hold. Immutable, asked
/// without lock and, but for what says otherwise, without allocation.
/// </summary>
internal sealed class RuleView
{
    private readonly CompiledRules _rules;
    private readonly NameSet _names;
    private readonly TagOutcome[] _outcomes;
    private readonly Dictionary<ulong, TagOutcome>? _corrected;
    private readonly ComplexView _complex;
    private readonly RuleOverrides _overrides;
    private readonly Func<ushort, bool> _isUsed;
    private readonly Func<ClientCondition, bool> _holds;
    private readonly bool _isExactOnly = true;
    private readonly int _highestRank;

    /// <param name="outcomes">By tag.</param>
    public RuleView(CompiledRules rules, TagOutcome[] outcomes, Func<ushort, bool> isUsed, Func<ClientCondition, bool> holds, RuleOverrides overrides)
    {
        _rules = rules;
        _names = rules.Names;
        _outcomes = outcomes;
        _isUsed = isUsed;
        _holds = holds;
        _overrides = overrides;
        foreach (TagOutcome outcome in outcomes)
        {
            _isExactOnly &= !outcome.Above.IsListed;
            _highestRank = Math.Max(_highestRank, Math.Max(outcome.At.Rank, outcome.Above.Rank));
        }

        if (overrides.PlainNames.Count > 0)
        {
            _corrected = overrides.PlainNames
                .Where(group => rules.Names.Find(group.Key) != 0)
                .ToDictionary(group => group.Key, group => rules.OutcomeOf(group.Key, isUsed, group.Contains));
        }

        _complex = new ComplexView(rules.Complex, overrides, rule => IsActive(rule.ListId, rule.Canonical, rule.Details.Condition));
        HasAddresses = IsAnyUsed(rules.Addresses.Networks.Tags);
        HasNameServers = IsAnyUsed(rules.Addresses.NameServers.Values) || IsAnyUsed(rules.Addresses.NameServerNetworks.Tags);
        IsCostly = _complex.IsAnyActive;
    }

    public static RuleView Empty { get; } = new(CompiledRules.Empty, [default], _ => false, _ => false, RuleOverrides.None);

    /// <summary>Says nothing of any name.</summary>
    public bool IsEmpty => ReferenceEquals(this, Empty);

    /// <summary>Whether nothing that is in use can match anything.</summary>
    public bool SaysNothing => _highestRank == 0 && !IsCostly;

    /// <summary>Whether patterns, conditions or answers are looked at for each question: a verdict is then worth being kept.</summary>
    public bool IsCostly { get; }

    /// <summary>Whether <see cref="FindAddress"/> can find anything.</summary>
    public bool HasAddresses { get; }

    /// <summary>Whether <see cref="FindNameServer"/> or <see cref="FindNameServerAddress"/> can find anything.</summary>
    public bool HasNameServers { get; }

    /// <summary>Whether the rules of a list are seen.</summary>
    public bool Uses(ushort listId) => _isUsed(listId);

    /// <summary>Whether a rule holds here, as far as list, device and other rules decide; not asked whether it covers a name.</summary>
    public bool IsActive(ushort listId, ulong canonical, ClientCondition? condition) =>
        _isUsed(listId) && (condition is null || _holds(condition)) && !_overrides.IsOff(canonical);

    /// <inheritdoc cref="RuleOverrides.IsExcepted"/>
    public bool IsExcepted(ComplexRule rule, in RuleQuestion question, ReadOnlySpan<byte> symbols) =>
        _complex.IsExcepted(rule, question, symbols);

    /// <summary>The strongest rule (<see cref="RuleMatch.Rank"/>) that speaks of the question; of equals the one with the nearest name.</summary>
    public RuleMatch Find(in RuleQuestion question)
    {
        ReadOnlySpan<ulong> hashes = question.Hashes;
        int whole = hashes.Length - 1;
        int nearest = Math.Min(whole, _names.MaxLabels - 1);
        int farthest = Math.Max(_isExactOnly ? whole : 0, _names.MinLabels - 1);

        // The lines of one name lie anywhere in memory: fetched together they cost the time of one.
        for (int index = nearest; index >= farthest; index--)
        {
            _names.Prefetch(hashes[index]);
        }

        RuleMatch best = default;
        int rank = 0;
        for (int index = nearest; index >= farthest; index--)
        {
            int tag = _names.Find(hashes[index]);
            if (tag == 0)
            {
                continue;
            }

            RuleMatch match = index == whole ? _outcomes[tag].At : _outcomes[tag].Above;
            if (_corrected is not null && _corrected.TryGetValue(hashes[index], out TagOutcome corrected))
            {
                match = index == whole ? corrected.At : corrected.Above;
            }

            if (match.Rank > rank)
            {
                best = match;
                rank = match.Rank;
                if (rank == _highestRank)
                {
                    break;
                }
            }
        }

        return IsCostly ? _complex.Find(question, best) : best;
    }

    /// <summary>The strongest rule for an address in an answer; of equals the one with the longest prefix.</summary>
    public RuleMatch FindAddress(ClientAddress address) => HasAddresses ? Find(_rules.Addresses.Networks, address) : default;

    /// <summary>The same for the address of a name server.</summary>
    public RuleMatch FindNameServerAddress(ClientAddress address) => HasNameServers ? Find(_rules.Addresses.NameServerNetworks, address) : default;

    /// <summary>The strongest rule for the name of a name server in an answer.</summary>
    public RuleMatch FindNameServer(in RuleQuestion nameServer)
    {
        RuleMatch best = default;
        for (int index = nameServer.Hashes.Length - 1; HasNameServers && index >= 0; index--)
        {
            if (_rules.Addresses.NameServers.TryGetValue(nameServer.Hashes[index], out ushort tag))
            {
                best = RuleMatch.Stronger(best, index == nameServer.Hashes.Length - 1 ? _outcomes[tag].At : _outcomes[tag].Above);
            }
        }

        return best;
    }

    /// <summary>What the rewriting rules that hold for a question make of it; null if there is none. Allocates.</summary>
    public PreparedAnswer? Prepare(in RuleQuestion question) =>
        RewriteComposer.Compose(question, [.. _complex.FindAll(question).Where(rule => rule.Match.IsRewrite).Select(rule => rule.Details.Rewrite!)]);

    /// <summary>Every rule that speaks of a question, the strongest first. Allocates.</summary>
    public IReadOnlyList<RuleMatch> FindAll(in RuleQuestion question)
    {
        List<RuleMatch> found = [];
        for (int index = question.Hashes.Length - 1; index >= 0; index--)
        {
            found.AddRange(_rules.MatchesOf(question.Hashes[index], index == question.Hashes.Length - 1, _isUsed, _overrides));
        }

        found.AddRange(_complex.FindAll(question).Select(rule => rule.Match));
        return [.. found.OrderByDescending(match => match.Rank)];
    }

    private RuleMatch Find(PrefixTable table, ClientAddress address)
    {
        RuleMatch best = default;
        foreach (byte bits in table.Lengths)
        {
            best = RuleMatch.Stronger(best, _outcomes[table.Find(address, bits)].At);
        }

        return best;
    }

    private bool IsAnyUsed(IEnumerable<ushort> tags) => tags.Any(tag => !_outcomes[tag].IsEmpty);
}
