using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>Judges the answer that the cache holds for a question, and tells the way from the name to what was found.</summary>
internal sealed class CachedEvidence(AnswerCache cache, AnswerJudge judge, ListCatalog lists, MonotonicClock clock)
{
    private const int MillisecondsPerSecond = 1000;

    /// <summary>The verdict on the name if nothing is cached, or nothing speaks against what is.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public (Verdict Verdict, IReadOnlyList<Evidence> Evidence) Judge(
        PolicySnapshot policy, ReadOnlySpan<byte> name, RecordType type, ushort policyClass, Verdict onName)
    {
        QueryContext query = new();
        byte[] question = UpstreamQuery.Compose(name, type, dnssecOk: false, checkingDisabled: false, edns: false, mixedCase: false);
        query.Receive(question, 0, question.Length);
        _ = query.Parse();
        query.PolicyClass = policyClass;
        int start = query.Query.QuestionEnd;
        byte[] buffer = new byte[ushort.MaxValue];
        question.CopyTo(buffer, 0);
        uint now = (uint)(clock.Milliseconds / MillisecondsPerSecond);
        if (!cache.TryRead(CacheKey.Of(query), now, buffer.AsSpan(start), out CacheHit hit) || hit.BodyLength > buffer.Length - start)
        {
            return (onName, []);
        }

        ReadOnlySpan<byte> message = buffer.AsSpan(0, start + hit.BodyLength);
        if (!hit.IsUpstreams)
        {
            return IsForNameServer(hit, policy) ? OfNameServer(query, message, hit) : (onName, []);
        }

        Verdict verdict = judge.Judge(policy.ClassAt(policyClass), query, onName, message, hit.Answer.AnswerCount, out FoundTarget found);
        if (found.IsNone)
        {
            return (onName, []);
        }

        string text = FoundText.Of(verdict.Reason, AnswerJudge.Read(query, message, found, new byte[DomainName.MaxLength])) ?? "";
        string? list = lists.NameOf(verdict.ListId);
        string way = Way(query, message, hit.Answer.AnswerCount, start + found.At);
        return (verdict, [new Evidence(verdict.Reason.Id(), $"{way} {text}, {Blocker(verdict, list)}.", list)]);
    }

    // Such a verdict is kept without the answer, and holds for the policy that it was reached under.
    private static bool IsForNameServer(in CacheHit hit, PolicySnapshot policy) =>
        hit.Answer is { HadNameServers: true, Found.IsNone: false } && hit.Answer.Generation == policy.Generation && !hit.IsStale;

    private (Verdict Verdict, IReadOnlyList<Evidence> Evidence) OfNameServer(QueryContext query, ReadOnlySpan<byte> message, in CacheHit hit)
    {
        Verdict verdict = hit.Answer.Verdict;
        string? list = lists.NameOf(verdict.ListId);
        string server = DomainNameText.ToText(AnswerJudge.Read(query, message, hit.Answer.Found, new byte[DomainName.MaxLength]));
        string text = $"{DomainNameText.ToText(query.Name)} is told by the name server {server}, {Blocker(verdict, list)} by name or address.";
        return (verdict, [new Evidence(verdict.Reason.Id(), text, list)]);
    }

    private static string Blocker(Verdict verdict, string? list) =>
        verdict.Reason is Reason.Rebinding ? "a private address, which no public name should have"
        : list is null or ListCatalog.RulesName ? "which a rule of this home blocks"
        : $"which the list '{list}' blocks";

    // "a is an alias of b, which is an alias of" or "a has the address".
    private static string Way(QueryContext query, ReadOnlySpan<byte> message, int answers, int foundAt)
    {
        string way = DomainNameText.ToText(query.Name);
        byte[] target = new byte[DomainName.MaxLength];
        RecordReader records = new(message, query.Query.QuestionEnd);
        for (int index = 0; index < answers && records.Read(out RecordView record) is ParseError.None; index++)
        {
            bool isLast = foundAt >= record.DataOffset && foundAt < record.End;
            if (isLast)
            {
                return record.Type is RecordType.Cname ? $"{way} is an alias of"
                    : record.Type is RecordType.A or RecordType.Aaaa ? $"{way} has the address"
                    : $"{way} has a service at";
            }

            int at = record.DataOffset;
            if (record.Type is RecordType.Cname && DomainNameReader.Read(message, ref at, target, out int length) is ParseError.None)
            {
                way = $"{way} is an alias of {DomainNameText.ToText(target.AsSpan(0, length))}, which";
            }
        }

        return way;
    }
}
