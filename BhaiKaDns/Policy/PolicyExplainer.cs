using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>
/// Finds the lines behind a verdict by reading the texts of the lists: the table in memory keeps no line numbers. Costs a fraction
/// of a second for a million lines, so it answers people, not queries.
/// </summary>
internal sealed class PolicyExplainer(PolicyStore store, ListCatalog catalog, ListFiles files)
{
    private const int MaxEvidence = 100;
    private const int MaxTextLength = 500;

    /// <param name="name">Lower-case wire form.</param>
    /// <param name="policyClass">From <see cref="PolicySnapshot.ClassOf"/>.</param>
    public Task<PolicyExplanation> ExplainAsync(ReadOnlyMemory<byte> name, RecordType type, ushort policyClass, CancellationToken cancellationToken) =>
        Task.Run(() => Explain(name.Span, type, policyClass, cancellationToken), cancellationToken);

    private PolicyExplanation Explain(ReadOnlySpan<byte> name, RecordType type, ushort policyClass, CancellationToken cancellationToken)
    {
        Verdict verdict = store.Current.Judge(name, type, policyClass);
        List<(bool IsAllow, bool IsRule, PolicyEvidence Evidence)> found = [];
        byte[] rules = Encoding.UTF8.GetBytes(string.Join('\n', store.Rules));
        Scan(new MemoryStream(rules), name, ListCatalog.RulesName, ListKind.Block, isRule: true, found, cancellationToken);
        foreach (ListDefinition list in store.Lists)
        {
            try
            {
                if (files.FindText(list, catalog.StateOf(list.Name)) is { } open)
                {
                    Scan(open(), name, list.Name, list.Kind, isRule: false, found, cancellationToken);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // What other lists say is still worth telling; the health of this one is told elsewhere.
                continue;
            }
        }

        return new PolicyExplanation(
            verdict,
            [.. found.OrderByDescending(item => item.IsRule).ThenByDescending(item => item.IsAllow).Select(item => item.Evidence).Take(MaxEvidence)]);
    }

    private static void Scan(
        Stream text,
        ReadOnlySpan<byte> asked,
        string listName,
        ListKind kind,
        bool isRule,
        List<(bool IsAllow, bool IsRule, PolicyEvidence Evidence)> found,
        CancellationToken cancellationToken)
    {
        using Stream stream = text;
        RuleReader rules = new(stream, new byte[ListLineReader.BufferLength], new byte[DomainName.MaxLength], new RuleTally());
        while (rules.TryRead())
        {
            if ((rules.LineNumber & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!Covers(rules.Name, rules.Scope, asked))
            {
                continue;
            }

            bool isAllow = rules.IsAllow || kind is ListKind.Allow;
            Reason reason = isRule ? Reason.UserRule : isAllow ? Reason.AllowList : Reason.BlockList;
            ReadOnlySpan<byte> line = rules.Line[..Math.Min(rules.Line.Length, MaxTextLength)];
            found.Add((isAllow, isRule, new PolicyEvidence(reason.Id(), Encoding.UTF8.GetString(line).Trim(), listName, rules.LineNumber)));
        }
    }

    private static bool Covers(ReadOnlySpan<byte> listed, RuleScope scope, ReadOnlySpan<byte> asked) => scope switch
    {
        RuleScope.Exact => asked.SequenceEqual(listed),
        RuleScope.Below => asked.Length > listed.Length && DomainName.IsAtOrBelow(asked, listed),
        _ => DomainName.IsAtOrBelow(asked, listed),
    };
}
