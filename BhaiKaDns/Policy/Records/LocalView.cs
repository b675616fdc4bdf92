using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Records;

/// <summary>The records of this home as the devices of one group see them. Immutable, asked without lock.</summary>
/// <param name="nodes">By hash of the name, every ancestor of every name included.</param>
internal sealed class LocalView(Dictionary<ulong, LocalNode> nodes)
{
    public static readonly LocalView Empty = new([]);

    /// <summary>Whether the answer is made here, with records or without.</summary>
    public bool Covers(in RuleQuestion question) => Find(question) is not AnswerForm.ByPolicy;

    /// <summary>
    /// <see cref="AnswerForm.Prepared"/> if there are records for the question, <see cref="AnswerForm.NoData"/> if the name is ours but
    /// has none of the type, <see cref="AnswerForm.ByPolicy"/> if nothing is said of the name. Allocates nothing.
    /// </summary>
    public AnswerForm Find(in RuleQuestion question)
    {
        // Questions for any type get their minimal answer where all others do (RFC 8482).
        if (nodes.Count == 0 || question.Type is RecordType.Any || Locate(question.Name, question.Hashes) is not { } node)
        {
            return AnswerForm.ByPolicy;
        }

        if (node.Alias is { } alias && question.Type is not RecordType.Cname)
        {
            return alias.Final is null || alias.Final.Find(question.Type).Length > 0 ? AnswerForm.Prepared : AnswerForm.NoData;
        }

        return node.Find(question.Type).Length > 0 ? AnswerForm.Prepared : AnswerForm.NoData;
    }

    /// <summary>
    /// The answer for a question; null if nothing is said of the name. A CNAME record within the home is followed here and the records at its
    /// end are given under the name asked for; one that leads out is given with its target. Allocates.
    /// </summary>
    public PreparedAnswer? Prepare(in RuleQuestion question)
    {
        if (Find(question) is AnswerForm.ByPolicy || Locate(question.Name, question.Hashes) is not { } node)
        {
            return null;
        }

        if (node.Alias is not { } alias || question.Type is RecordType.Cname)
        {
            return new PreparedAnswer(ResponseCode.NoError, node.Find(question.Type));
        }

        if (alias.Final is { } final)
        {
            PreparedRecord[] records = [.. final.Find(question.Type).Select(record => record with { TtlSeconds = Math.Min(record.TtlSeconds, alias.TtlSeconds) })];
            return new PreparedAnswer(ResponseCode.NoError, records);
        }

        return alias.Target is { } target
            ? new PreparedAnswer(ResponseCode.NoError, [new PreparedRecord(RecordType.Cname, alias.TtlSeconds, target)], target)
            : new PreparedAnswer(ResponseCode.NoError, node.Find(RecordType.Cname));
    }

    /// <summary>The node whose records answer for a name: its own, or the wildcard at its closest encloser (RFC 4592, section 3.3.1).</summary>
    public LocalNode? Locate(ReadOnlySpan<byte> name, ReadOnlySpan<ulong> hashes)
    {
        // All ancestors of each name are there, so the first suffix that is not ends the search: mostly the top-level domain.
        LocalNode? nearest = null;
        int labels = 0;
        while (labels < hashes.Length && nodes.TryGetValue(hashes[labels], out LocalNode? next))
        {
            nearest = next;
            labels++;
        }

        if (nearest is null || !name.EndsWith(nearest.Name))
        {
            return null;
        }

        // A name without records that exists because of those below it is nobody's business here, unless it hides a wildcard.
        return labels < hashes.Length ? nearest.Wildcard : nearest.HasRecords || nearest.HidesWildcard ? nearest : null;
    }
}
