using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Makes one answer of all rewrites that hold for a question.</summary>
internal static class RewriteComposer
{
    /// <summary>Short, so that a change of the rule is soon seen.</summary>
    private const uint TtlSeconds = 10;

    /// <summary>
    /// A rewrite to another name goes before all others, then a code that is an error; else the records of the asked type, all together,
    /// and no data if there are none of it (as in AdGuard Home). Null if there is no rewrite.
    /// </summary>
    public static PreparedAnswer? Compose(in RuleQuestion question, IReadOnlyList<Rewrite> rewrites)
    {
        RecordType type = question.Type;
        if (rewrites.Count == 0)
        {
            return null;
        }

        if (rewrites.FirstOrDefault(rewrite => rewrite is { Type: RecordType.Cname, Data: not null }) is { Data: { } target })
        {
            return new PreparedAnswer(ResponseCode.NoError, [new PreparedRecord(RecordType.Cname, TtlSeconds, target)], type is RecordType.Cname ? null : target);
        }

        if (rewrites.FirstOrDefault(rewrite => rewrite.Code is not ResponseCode.NoError) is { } refusal)
        {
            return new PreparedAnswer(refusal.Code, []);
        }

        IEnumerable<PreparedRecord> records = rewrites
            .Where(rewrite => rewrite.Data is not null && (rewrite.Type == type || type is RecordType.Any))
            .DistinctBy(rewrite => rewrite.Canonical)
            .Select(rewrite => new PreparedRecord(rewrite.Type, TtlSeconds, rewrite.Data!));
        return new PreparedAnswer(ResponseCode.NoError, [.. records]);
    }
}
