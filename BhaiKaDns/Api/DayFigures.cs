using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Api;

/// <summary>What the last 24 hours brought, as the figures of other products are made of it, and whether filtering is on.</summary>
internal sealed class DayFigures(QueryHistory history, QueryLogReader log, PolicyStore policies, ListDocuments lists, TimeProvider time)
{
    /// <summary>Kinds of questions are counted in no more of the newest ones than this.</summary>
    public const int SampleSize = 5_000;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The pause of the whole home, if there is one.</summary>
    public PolicyPause? Pause => policies.Parts.Moment.Pauses.FirstOrDefault(pause => pause.Group is null && pause.HoldsAt(Now));

    /// <summary>Names in force in all lists.</summary>
    public long Names => lists.All(withSecrets: false).Sum(list => (long)list.UniqueNames);

    public IReadOnlyList<ListDocument> Lists => lists.All(withSecrets: false);

    /// <summary>All of the last 24 hours, from the beginning of the first of them.</summary>
    public async Task<HistoryBucket> SumAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryBucket> hours = await HoursAsync(cancellationToken);
        return HistoryBucket.Sum((Now - Day).ToUnixTimeMilliseconds(), [.. hours]);
    }

    public Task<IReadOnlyList<HistoryBucket>> HoursAsync(CancellationToken cancellationToken) => history.ReadAsync(HistoryStep.Hour, Now - Day, Now, cancellationToken);

    public Task<IReadOnlyList<HistoryBucket>> MinutesAsync(CancellationToken cancellationToken) => history.ReadAsync(HistoryStep.Minute, Now - Day, Now, cancellationToken);

    /// <summary>The newest queries of the last 24 hours.</summary>
    public async Task<IReadOnlyList<QueryLogRow>> SampleAsync(CancellationToken cancellationToken) =>
        (await log.ReadAsync(new QueryLogFilter { From = Now - Day, Limit = SampleSize }, cancellationToken)).Rows;

    public async Task<IReadOnlyList<QueryLogRow>> RowsAsync(QueryLogFilter filter, CancellationToken cancellationToken) => (await log.ReadAsync(filter, cancellationToken)).Rows;

    /// <summary>Name of the device that a client is; empty if none is declared.</summary>
    public string DeviceOf(ClientAddress client) => policies.Current.Clients.DeviceOf(client) ?? "";

    /// <summary>How often each type was asked.</summary>
    public static IReadOnlyDictionary<string, long> TypesOf(IReadOnlyList<QueryLogRow> rows) =>
        rows.GroupBy(row => row.Type).ToDictionary(group => RecordTypeText.ToText(group.Key), group => group.LongCount());
}
