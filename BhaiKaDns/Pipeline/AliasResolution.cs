using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Completes what policy prepared and another name's records belong to: an alias of this home, safe search, a rewrite. What such a
/// target is answered with is not looked up in lists: who wrote the rewrite meant it.
/// </summary>
internal sealed class AliasResolution(SideQuestions questions)
{
    /// <summary>Most aliases of our own in one answer; what leads in a circle ends here.</summary>
    private const int MaxAliases = 8;

    /// <summary>The whole answer to a query whose answer is our own; failed if a target cannot be resolved.</summary>
    public async ValueTask<ResolvedAnswer> ResolveAsync(QueryContext query, PolicySnapshot policy, CancellationToken cancellationToken)
    {
        MadeResponse response = new(query);
        byte[] owner = query.Name.ToArray();
        Verdict verdict = query.OnName;
        for (int aliases = 0; aliases < MaxAliases; aliases++)
        {
            PreparedAnswer prepared = PreparedAnswers.Of(policy, owner, query.Query.Type, query.PolicyClass, verdict);
            response.AddAnswers(owner, prepared.Records);
            if (prepared.Target is not { } target)
            {
                response.ResponseCode = prepared.ResponseCode;
                if (prepared.Records.Count == 0)
                {
                    response.AddSoa(owner, policy.ClassAt(query.PolicyClass).Answers.Blocked.TtlSeconds);
                }

                return response.Complete(upstream: 0);
            }

            owner = target;
            verdict = PreparedAnswers.Judge(policy, owner, query.Query.Type, query.PolicyClass);
            if (!verdict.IsOwnAnswer)
            {
                return await CompleteAsync(response, query, owner, cancellationToken);
            }
        }

        return ResolvedAnswer.Failed(UpstreamError.Malformed);
    }

    private async ValueTask<ResolvedAnswer> CompleteAsync(MadeResponse response, QueryContext query, byte[] target, CancellationToken cancellationToken)
    {
        ResolvedAnswer answer = await questions.AskAsync(query, target, query.Query.Type, cancellationToken);
        return answer.IsAnswered ? Append(response, answer) : answer;
    }

    private static ResolvedAnswer Append(MadeResponse response, ResolvedAnswer answer)
    {
        if (MessageReader.Read(answer.Message, out MessageSections sections) is not ParseError.None)
        {
            return ResolvedAnswer.Failed(UpstreamError.Malformed);
        }

        response.ResponseCode = sections.ResponseCode;
        RecordReader records = new(answer.Message, sections.Answers);
        while (records.Offset < sections.Additionals && records.Read(out RecordView record) is ParseError.None)
        {
            response.Copy(answer.Message, record, isAuthority: record.OwnerOffset >= sections.Authorities);
        }

        return response.Complete(answer.Upstream);
    }
}
