using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Turns each finished query into one event.</summary>
internal sealed class QueryJournal(QueryEventRings rings, PolicyStore policies, MonotonicClock clock)
{
    /// <summary>A query answered in place; its duration is the batch's, set by <see cref="EndBatch"/>. The lane's thread only.</summary>
    /// <param name="found">What the verdict was reached for, where that was not the name asked for: an address or a name in wire form.</param>
    public void Answered(QueryContext query, Verdict verdict, ResponseCode code, AnswerSource source, byte upstream, ReadOnlySpan<byte> found = default) =>
        rings.Add(query.Lane, EventOf(query, verdict, code, source, upstream), query.Name, found);

    /// <summary>A query that had to wait. Any thread.</summary>
    public void AnsweredLate(QueryContext query, Verdict verdict, ResponseCode code, AnswerSource source, byte upstream, ReadOnlySpan<byte> found)
    {
        QueryEvent late = EventOf(query, verdict, code, source, upstream);
        late.ElapsedMicroseconds = clock.MicrosecondsBetween(query.ReceivedTimestamp, clock.Timestamp);
        rings.AddShared(late, query.Name, found);
    }

    public void EndBatch(int lane, long receivedTimestamp) => rings.EndBatch(lane, clock.MicrosecondsBetween(receivedTimestamp, clock.Timestamp));

    private QueryEvent EventOf(QueryContext query, Verdict verdict, ResponseCode code, AnswerSource source, byte upstream) => new()
    {
        UnixTimeMs = query.ReceivedAtMs,
        Client = query.Client,
        NameHash = query.NameHash,
        Type = query.Query.Type,
        ListId = verdict.ListId,
        ResponseCode = code,
        NameLength = query.Query.NameLength,
        Protocol = query.Protocol,
        Decision = verdict.Decision,
        Reason = verdict.Reason,
        Source = source,
        Upstream = upstream,
        Privacy = policies.Current.ClassAt(query.PolicyClass).Privacy,
    };
}
