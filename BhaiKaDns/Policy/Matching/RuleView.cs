using System.Numerics;
using System.Runtime.CompilerServices;
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
    private readonly ulong[] _named;
    private readonly ulong[] _patterns;
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

        _named = ActiveOf(rules.Complex.Named);
        _patterns = ActiveOf(rules.Complex.Patterns);
        HasAddresses = IsAnyUsed(rules.Addresses.Networks.Tags);
        HasNameServers = IsAnyUsed(rules.Addresses.NameServers.Values) || IsAnyUsed(rules.Addresses.NameServerNetworks.Tags);
        IsCostly = _named.AsSpan().ContainsAnyExcept(0ul) || _patterns.AsSpan().ContainsAnyExcept(0ul);
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
        rule.Match.IsRewrite && (_overrides.IsExcepted(rule, question, symbols) || IsItself(rule, question));

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

        return IsCostly ? FindComplex(question, best) : best;
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
        RewriteComposer.Compose(question, [.. Collect(question).Where(rule => rule.Match.IsRewrite).Select(rule => rule.Details.Rewrite!)]);

    /// <summary>Every rule that speaks of a question, the strongest first. Allocates.</summary>
    public IReadOnlyList<RuleMatch> FindAll(in RuleQuestion question)
    {
        List<RuleMatch> found = [];
        for (int index = question.Hashes.Length - 1; index >= 0; index--)
        {
            found.AddRange(_rules.MatchesOf(question.Hashes[index], index == question.Hashes.Length - 1, _isUsed, _overrides));
        }

        found.AddRange(Collect(question).Select(rule => rule.Match));
        return [.. found.OrderByDescending(match => match.Rank)];
    }

    [SkipLocalsInit]
    private RuleMatch FindComplex(in RuleQuestion question, RuleMatch best)
    {
        Span<byte> symbols = stackalloc byte[NameSymbols.MaxLength];
        symbols = symbols[..NameSymbols.Write(question.Name, symbols)];
        ComplexRules complex = _rules.Complex;
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

    private List<ComplexRule> Collect(in RuleQuestion question)
    {
        byte[] symbols = new byte[NameSymbols.MaxLength];
        Array.Resize(ref symbols, NameSymbols.Write(question.Name, symbols));
        List<ComplexRule> found = [];
        ComplexRules complex = _rules.Complex;
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

    private RuleMatch Find(PrefixTable table, ClientAddress address)
    {
        RuleMatch best = default;
        foreach (byte bits in table.Lengths)
        {
            best = RuleMatch.Stronger(best, _outcomes[table.Find(address, bits)].At);
        }

        return best;
    }

    private ulong[] ActiveOf(ComplexRule[] rules)
    {
        ulong[] active = new ulong[(rules.Length + 63) / 64];
        for (int rule = 0; rule < rules.Length; rule++)
        {
            if (IsActive(rules[rule].ListId, rules[rule].Canonical, rules[rule].Details.Condition))
            {
                active[rule / 64] |= 1UL << (rule % 64);
            }
        }

        return active;
    }

    private bool IsAnyUsed(IEnumerable<ushort> tags) => tags.Any(tag => !_outcomes[tag].IsEmpty);

    private static bool IsSet(ReadOnlySpan<ulong> bits, int index) => (bits[index / 64] & (1UL << (index % 64))) != 0;
}
