using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>Tells people what the cache holds for a name, as the devices of one class are answered. Changes nothing.</summary>
internal sealed class CachedLookup(AnswerCache cache, PolicyStore policies, MonotonicClock clock)
{
    private const int MillisecondsPerSecond = 1000;
    private const int MostRecords = 50;

    /// <param name="name">Presentation form.</param>
    /// <param name="client">Whose class is asked for; null for a client that no device is declared for.</param>
    /// <returns>An entry for each type and form of question that is held.</returns>
    public IReadOnlyList<CachedLookupEntry> Find(string name, IEnumerable<RecordType> types, ClientAddress? client)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(name, wire, out int length))
        {
            return [];
        }

        PolicySnapshot policy = policies.Current;
        ushort policyClass = client is { } address ? policy.ClassOf(address) : policy.Clients.UnknownClass;
        List<CachedLookupEntry> found = [];
        foreach (RecordType type in types.Distinct())
        {
            foreach (bool isSigned in (bool[])[false, true])
            {
                if (Read(wire.AsSpan(0, length), type, isSigned, policyClass) is { } entry)
                {
                    found.Add(entry);
                }
            }
        }

        return found;
    }

    private CachedLookupEntry? Read(ReadOnlySpan<byte> name, RecordType type, bool isSigned, ushort policyClass)
    {
        QueryContext query = new();
        byte[] question = UpstreamQuery.Compose(name, type, dnssecOk: isSigned, checkingDisabled: false, edns: isSigned, mixedCase: false);
        query.Receive(question, 0, question.Length);
        _ = query.Parse();
        query.PolicyClass = policyClass;
        int start = query.Query.QuestionEnd;
        byte[] buffer = new byte[ushort.MaxValue];
        question.AsSpan(0, start).CopyTo(buffer);
        uint now = (uint)(clock.Milliseconds / MillisecondsPerSecond);
        if (!cache.TryRead(CacheKey.Of(query), now, buffer.AsSpan(start), out CacheHit hit) || hit.BodyLength > buffer.Length - start)
        {
            return null;
        }

        CachedBodies.Freshen(buffer.AsSpan(start, hit.BodyLength), hit);
        return new CachedLookupEntry(
            RecordTypeText.ToText(type), isSigned, hit.Answer.ResponseCode.ToString(), hit.Answer.Verdict.Decision.Id(), hit.AgeSeconds, hit.IsStale,
            Records(buffer.AsSpan(0, start + hit.BodyLength), start, hit.Answer.AnswerCount));
    }

    private static List<CachedRecord> Records(ReadOnlySpan<byte> message, int start, int count)
    {
        List<CachedRecord> records = [];
        RecordReader reader = new(message, start);
        for (int index = 0; index < Math.Min(count, MostRecords) && reader.Read(out RecordView record) is ParseError.None; index++)
        {
            records.Add(new CachedRecord(RecordTypeText.ToText(record.Type), record.Ttl, RecordText.ToText(message, record)));
        }

        return records;
    }
}

/// <param name="IsSigned">For questions that want signatures (DO), which are kept apart.</param>
/// <param name="Records">Of the answer section; empty for a negative answer and a verdict without one.</param>
internal sealed record CachedLookupEntry(string Type, bool IsSigned, string Code, string Decision, uint AgeSeconds, bool IsStale, IReadOnlyList<CachedRecord> Records);

/// <param name="Ttl">Seconds left.</param>
internal sealed record CachedRecord(string Type, uint Ttl, string Value);
