using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>What the live page shows, taken at one moment. Immutable; made at the reader's pace.</summary>
/// <param name="Seconds">Queries per second of the last minutes, oldest first, one element a second.</param>
/// <param name="TopNames">Most asked names since start, by a sketch whose counts may be too high by the stated error.</param>
/// <param name="LastQueries">Newest first.</param>
internal sealed record LiveSnapshot(
    DateTimeOffset TakenAt,
    LiveTotals Totals,
    double QueriesPerSecond,
    IReadOnlyList<SecondCount> Seconds,
    IReadOnlyList<NameCount> TopNames,
    IReadOnlyList<NameCount> TopBlocked,
    IReadOnlyList<ClientCount> TopClients,
    IReadOnlyList<RecentQuery> LastQueries);

/// <summary>Exact counts since the process started.</summary>
internal sealed record LiveTotals(long Queries, long Blocked, long CacheHits, long Failed, long Refused, long Clients)
{
    /// <summary>Answers from the cache among all that the cache or an upstream gave; 0 to 1.</summary>
    public double HitRate { get; init; }

    /// <summary>Blocked among all queries; 0 to 1.</summary>
    public double BlockedShare => Queries == 0 ? 0 : (double)Blocked / Queries;
}

internal readonly record struct SecondCount(DateTimeOffset Second, int Queries, int Blocked);

/// <param name="Name">Presentation form with escapes, safe to show after HTML encoding.</param>
internal sealed record NameCount(string Name, long Count, long MaxError);

internal sealed record ClientCount(ClientAddress Client, long Count);

/// <param name="Found">The name or address that the verdict was reached for, where that was not <paramref name="Name"/>.</param>
internal sealed record RecentQuery(
    DateTimeOffset Time,
    ClientAddress Client,
    string Name,
    RecordType Type,
    TransportProtocol Protocol,
    Decision Decision,
    Reason Reason,
    ushort ListId,
    ResponseCode ResponseCode,
    AnswerSource Source,
    uint ElapsedMicroseconds,
    string? Found = null);
