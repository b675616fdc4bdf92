using System.Net;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Reads what a device did today and in the week before. Bounded: a device that asks more is known by its latest rows.</summary>
internal sealed class DeviceHistory(QueryLogReader log, TimeProvider time)
{
    private const int MaxAddresses = 6;
    private const int RowsToday = 3_000;
    private const int RowsBefore = 6_000;
    private const int Shown = 40;
    private const int NamesShown = 25;

    private static readonly TimeSpan Past = TimeSpan.FromDays(7);

    /// <param name="addresses">Single addresses; the latest first.</param>
    public async Task<DevicePast> ReadAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        DateTimeOffset midnight = Midnight();
        List<QueryLogRow> today = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        List<QueryLogRow> last = [];
        bool isWhole = true;
        foreach (ClientAddress client in addresses.Where(text => IPAddress.TryParse(text, out _)).Take(MaxAddresses).Select(text => ClientAddress.From(IPAddress.Parse(text))))
        {
            QueryLogPage page = await log.ReadAsync(new QueryLogFilter { Client = client, From = midnight, Limit = RowsToday }, cancellationToken);
            QueryLogPage before = await log.ReadAsync(new QueryLogFilter { Client = client, From = midnight - Past, To = midnight, Limit = RowsBefore }, cancellationToken);
            today.AddRange(page.Rows);
            known.UnionWith(before.Rows.Select(row => row.Name).OfType<string>());
            last.AddRange(page.Rows.Concat(before.Rows).Take(Shown));
            isWhole &= page.Next is null;
        }

        return new DevicePast(
            [.. last.OrderByDescending(row => row.Time).Take(Shown)],
            [
                .. today.Where(row => row.Decision is Decision.Blocked && row.Name is not null)
                    .GroupBy(row => row.Name!, StringComparer.Ordinal)
                    .Select(rows => new BlockedName(rows.Key, rows.Count(), rows.First().Reason, rows.Max(row => row.Time)))
                    .OrderByDescending(name => name.Count).Take(NamesShown),
            ],
            known.Count == 0
                ? []
                :
                [
                    .. today.Where(row => row.Name is { } name && !known.Contains(name))
                        .GroupBy(row => row.Name!, StringComparer.Ordinal)
                        .Select(rows => new NewName(rows.Key, rows.Count(), rows.Min(row => row.Time), rows.First().Decision))
                        .OrderByDescending(name => name.FirstAt).Take(NamesShown),
                ],
            today.Count,
            today.Count(row => row.Decision is Decision.Blocked),
            isWhole,
            known.Count > 0);
    }

    private DateTimeOffset Midnight()
    {
        DateTimeOffset now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone);
        return new DateTimeOffset(now.Date, now.Offset);
    }
}

/// <summary>What the query log tells of one device.</summary>
/// <param name="Last">Its last queries, newest first.</param>
/// <param name="Blocked">Names that were blocked for it, most often first, with the latest reason.</param>
/// <param name="NewNames">Names of today that it did not ask for in the days before; empty while there are no days before.</param>
/// <param name="QueriesToday">In the rows that were read.</param>
/// <param name="IsWhole">All rows of today were read.</param>
/// <param name="HasPast">The log holds rows of it from before today.</param>
internal sealed record DevicePast(
    IReadOnlyList<QueryLogRow> Last, IReadOnlyList<BlockedName> Blocked, IReadOnlyList<NewName> NewNames, int QueriesToday, int BlockedToday, bool IsWhole, bool HasPast);

internal sealed record BlockedName(string Name, int Count, Reason Reason, DateTimeOffset LastAt);

internal sealed record NewName(string Name, int Count, DateTimeOffset FirstAt, Decision Decision);
