using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>Collects the lines of texts that speak of one question, as one class of devices sees them. Used once, by one thread.</summary>
internal sealed class EvidenceScan
{
    private const int MaxTextLength = 500;
    private const int MaxFound = 10_000;
    private const int LinesBetweenChecks = 0xFFFF;

    private readonly byte[] _name;
    private readonly ulong[] _hashes = new ulong[SuffixHashes.MaxCount];
    private readonly byte[] _symbols = new byte[NameSymbols.MaxLength];
    private readonly int _hashCount;
    private readonly int _symbolCount;
    private readonly RecordType _type;
    private readonly List<Line> _found = [];

    /// <param name="name">Lower-case wire form.</param>
    public EvidenceScan(ReadOnlySpan<byte> name, RecordType type)
    {
        _name = name.ToArray();
        _type = type;
        _hashCount = SuffixHashes.Compute(name, _hashes);
        _symbolCount = NameSymbols.Write(name, _symbols);
    }

    /// <summary>The question as rules see it.</summary>
    public RuleQuestion Question => new(_name, _hashes.AsSpan(0, _hashCount), _type);

    private ReadOnlySpan<byte> Symbols => _symbols.AsSpan(0, _symbolCount);

    /// <summary>Reads one text.</summary>
    /// <param name="view">Which the list is asked through.</param>
    /// <param name="isRule">Lines that a person wrote, not those of a list.</param>
    /// <exception cref="IOException">The text cannot be read.</exception>
    public void Read(ListText text, string listName, RuleView view, bool isRule, CancellationToken cancellationToken)
    {
        using Stream stream = text.Open();
        RuleReader rules = new(stream, new byte[ListLineReader.BufferLength], new byte[DomainName.MaxLength], new RuleTally());
        while (rules.TryRead() && _found.Count < MaxFound)
        {
            if ((rules.LineNumber & LinesBetweenChecks) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (rules.Target is RuleTarget.Name or RuleTarget.Pattern or RuleTarget.Regex && Covers(rules))
            {
                RuleKind kind = text.Kind is ListKind.Allow ? rules.Kind with { IsAllow = true, Form = AnswerForm.ByPolicy } : rules.Kind;
                Take(rules, rules.ToRule(text.Id, kind), text.Kind, listName, view, isRule);
            }
        }
    }

    /// <summary>What was found: lines that count before those that do not, the strongest first, and of equals the cause of the verdict.</summary>
    public IEnumerable<PolicyEvidence> Order(Verdict verdict) => _found
        .OrderByDescending(line => line.Rank)
        .ThenByDescending(line => line.IsRule)
        .ThenByDescending(line => line.ListId == verdict.ListId)
        .Select(line => line.Evidence);

    private bool Covers(in RuleReader rules) => rules.Target is not RuleTarget.Name
        ? rules.ToRule(0, rules.Kind).MatchesPattern(Symbols)
        : DomainName.IsAtOrBelow(_name, rules.Name) && rules.Kind.Covers(_name.Length == rules.Name.Length);

    private void Take(in RuleReader rules, ComplexRule rule, ListKind kind, string listName, RuleView view, bool isRule)
    {
        string? note = NoteOf(rule, kind, view);
        Reason reason = isRule ? Reason.UserRule : rule.Kind.IsAllow ? Reason.AllowList : kind is ListKind.Threat ? Reason.ThreatFeed : Reason.BlockList;
        string text = Encoding.UTF8.GetString(rules.Line[..Math.Min(rules.Line.Length, MaxTextLength)]).Trim();
        _found.Add(new Line(
            note is null ? rule.Match.Rank : 0, isRule, rule.ListId, new PolicyEvidence(reason.Id(), text, listName, rules.LineNumber, note)));
    }

    private string? NoteOf(ComplexRule rule, ListKind kind, RuleView view)
    {
        if (!rule.Details.Admits(Question))
        {
            return "It speaks of other types of questions or leaves this domain out.";
        }

        if (rule.Details.IsBadfilter)
        {
            return "It only switches off the same rule without this modifier.";
        }

        if (!view.IsActive(rule.ListId, rule.Canonical, condition: null))
        {
            return view.Uses(rule.ListId) ? "A rule with $badfilter switches it off." : "This list is not in use for this client.";
        }

        if (!view.IsActive(rule.ListId, rule.Canonical, rule.Details.Condition))
        {
            return "It does not hold for this client.";
        }

        if (rule.IsRewriteException && kind is not ListKind.Allow)
        {
            return "It only switches rewrites off.";
        }

        return view.IsExcepted(rule, Question, Symbols) ? "An exception switches this rewrite off, or it leads to itself." : null;
    }

    private sealed record Line(int Rank, bool IsRule, ushort ListId, PolicyEvidence Evidence);
}
