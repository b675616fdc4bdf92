using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>What is counted of queries, of all or of one client.</summary>
/// <param name="Cached">Answered from the cache, stale answers included.</param>
/// <param name="Forwarded">Answered by an upstream.</param>
internal readonly record struct HistoryCounts(
    long Queries, long Blocked, long Cached, long Forwarded, long Failed, long Refused, long ElapsedMicroseconds)
{
    /// <summary>Answers from the cache among all that the cache or an upstream gave; 0 to 1, null if there were none.</summary>
    public double? HitRate => Cached + Forwarded == 0 ? null : (double)Cached / (Cached + Forwarded);

    /// <summary>0 to 1, null if there were no queries.</summary>
    public double? BlockedShare => Queries == 0 ? null : (double)Blocked / Queries;

    public double? MeanMs => Queries == 0 ? null : ElapsedMicroseconds / 1000.0 / Queries;

    public static HistoryCounts operator +(HistoryCounts left, HistoryCounts right) => new(
        left.Queries + right.Queries,
        left.Blocked + right.Blocked,
        left.Cached + right.Cached,
        left.Forwarded + right.Forwarded,
        left.Failed + right.Failed,
        left.Refused + right.Refused,
        left.ElapsedMicroseconds + right.ElapsedMicroseconds);

    /// <summary>The same with one more.</summary>
    public HistoryCounts With(in QueryEvent query) => new(
        Queries + 1,
        Blocked + (query.Decision is Decision.Blocked ? 1 : 0),
        Cached + (query.Source is AnswerSource.Cache or AnswerSource.Stale ? 1 : 0),
        Forwarded + (query.Source is AnswerSource.Upstream ? 1 : 0),
        Failed + (query.Decision is Decision.Failed ? 1 : 0),
        Refused + (query.Decision is Decision.Refused ? 1 : 0),
        ElapsedMicroseconds + query.ElapsedMicroseconds);
}
