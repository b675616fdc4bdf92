using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>
/// Finds the lines behind a verdict by reading the texts of the lists: the table in memory keeps no line numbers. Costs a fraction
/// of a second for a million lines, so it answers people, not queries.
/// </summary>
internal sealed class PolicyExplainer(PolicyStore store, ListCatalog catalog, ListFiles files)
{
    private const int MaxEvidence = 100;

    /// <param name="name">Lower-case wire form.</param>
    /// <param name="policyClass">From <see cref="PolicySnapshot.ClassOf"/>.</param>
    public Task<PolicyExplanation> ExplainAsync(ReadOnlyMemory<byte> name, RecordType type, ushort policyClass, CancellationToken cancellationToken) =>
        Task.Run(() => Explain(name.Span, type, policyClass, cancellationToken), cancellationToken);

    private PolicyExplanation Explain(ReadOnlySpan<byte> name, RecordType type, ushort policyClass, CancellationToken cancellationToken)
    {
        PolicySnapshot policy = store.Current;
        PolicyClass seen = policy.ClassAt(policyClass);
        Verdict verdict = policy.Judge(name, type, policyClass);
        EvidenceScan scan = new(name, type);
        byte[] rules = Encoding.UTF8.GetBytes(string.Join('\n', store.Rules));
        scan.Read(new ListText(ListCatalog.RulesId, ListKind.Block, () => new MemoryStream(rules)), ListCatalog.RulesName, seen.Rules, isRule: true, cancellationToken);
        foreach (ListDefinition list in store.Lists.Where(list => seen.Lists.Uses(list.Id) || seen.ThreatLists.Uses(list.Id)))
        {
            try
            {
                if (files.FindText(list, catalog.StateOf(list.Name)) is { } open)
                {
                    RuleView view = seen.Lists.Uses(list.Id) ? seen.Lists : seen.ThreatLists;
                    scan.Read(new ListText(list.Id, list.Kind, open), list.Name, view, isRule: false, cancellationToken);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // What other lists say is still worth telling; the health of this one is told elsewhere.
                continue;
            }
        }

        PolicyEvidence[] evidence = [.. StageEvidence.Of(seen, scan.Question), .. scan.Order(verdict)];

        // What decided comes first, whichever stage it is of.
        return new PolicyExplanation(
            verdict,
            [.. evidence.OrderByDescending(line => line.Kind == verdict.Reason.Id() && line.Note is null).Take(MaxEvidence)],
            DecisionWithout.Of(seen, scan.Question, verdict));
    }
}
