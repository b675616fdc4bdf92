using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Answers that policy gives in place of an upstream's. Making one allocates, so it is kept like any other; the next policy makes it anew.
/// </summary>
internal sealed class PreparedAnswers(AnswerCache cache)
{
    /// <summary>How long one is kept, in seconds: it changes with the policy only, and what is asked no more makes room.</summary>
    private const uint KeptFor = 3600;

    private static readonly PreparedAnswer Nothing = new(ResponseCode.NoError, []);
    private static readonly PreparedAnswer Missing = new(ResponseCode.NameError, []);
    private static readonly PreparedAnswer Refused = new(ResponseCode.Refused, []);

    [ThreadStatic]
    private static byte[]? _body;

    /// <summary>
    /// What is decided about a name, pointers of translated addresses included (RFC 6147, section 5.3): those that policy says nothing
    /// of are aliases of the pointers of the IPv4 addresses inside them.
    /// </summary>
    public static Verdict Judge(PolicySnapshot policy, ReadOnlySpan<byte> name, RecordType type, ushort policyClass)
    {
        Verdict verdict = policy.Judge(name, type, policyClass);
        return verdict.Decision is Decision.Allowed && type is RecordType.Ptr && Dns64Names.IsTranslated(name, policy.ClassAt(policyClass).Answers.Dns64)
            ? new Verdict(Decision.Rewritten, Reason.SpecialName, 0, AnswerForm.Prepared)
            : verdict;
    }

    /// <summary>Decides about the name of a query under a policy, unless that was done.</summary>
    public static void Judge(QueryContext query, PolicySnapshot policy)
    {
        if (query.Generation != policy.Generation)
        {
            query.OnName = Judge(policy, query.Name, query.Query.Type, query.PolicyClass);
            query.Generation = policy.Generation;
        }
    }

    /// <summary>The answer for a verdict whose answer is our own.</summary>
    public static PreparedAnswer Of(PolicySnapshot policy, ReadOnlySpan<byte> name, RecordType type, ushort policyClass, Verdict verdict) => verdict.Form switch
    {
        AnswerForm.NameError => Missing,
        AnswerForm.NoData => Nothing,
        AnswerForm.Refused => Refused,
        _ => (verdict.Reason is Reason.SpecialName
            ? Dns64Names.AliasOf(name, policy.ClassAt(policyClass).Answers.Dns64)
            : policy.Prepare(name, type, policyClass, verdict)) ?? Nothing,
    };

    /// <summary>Writes and keeps the answer to a query, unless another name's records complete it.</summary>
    /// <returns>False if those must be asked for.</returns>
    public bool TryWrite(QueryContext query, PolicySnapshot policy, uint nowSeconds, Span<byte> body, out CachedAnswer answer, out int length)
    {
        answer = default;
        length = 0;
        PreparedAnswer prepared = Of(policy, query.Name, query.Query.Type, query.PolicyClass, query.OnName);
        if (prepared.Target is not null)
        {
            return false;
        }

        byte[] whole = _body ??= new byte[ushort.MaxValue];
        length = LocalAnswers.Prepared(prepared, policy.ClassAt(query.PolicyClass).Answers.Blocked.TtlSeconds, whole, out answer);
        answer.Generation = policy.Generation;
        answer.Verdict = query.OnName;
        cache.StoreBriefly(CacheKey.Of(query), answer, whole.AsSpan(0, length), nowSeconds, KeptFor);
        _ = whole.AsSpan(0, length).TryCopyTo(body);
        return true;
    }
}
