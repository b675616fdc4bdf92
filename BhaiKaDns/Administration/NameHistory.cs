using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Administration;

/// <summary>What the query log tells of one name: who asked for it, how often, and what they got. Safe from any thread.</summary>
internal sealed class NameHistory(PolicyStore policy, QueryLogReader log)
{
    /// <summary>Most rows read, newest first.</summary>
    public const int MostRows = 50_000;

    private const int PageLength = 10_000;

    /// <param name="withBelow">Counts names below it as well.</param>
    /// <returns>Null for what is no name, and for those who may not read.</returns>
    public async Task<NameHistoryReport?> OfAsync(Actor actor, string name, bool withBelow, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Read) || !NameFilter.TryCreate(name, withBelow ? NameMatch.Suffix : NameMatch.Exact, out NameFilter? filter))
        {
            return null;
        }

        Dictionary<(bool IsKnown, ClientAddress Client), Asker> askers = [];
        QueryLogCursor? before = null;
        int rows = 0;
        do
        {
            QueryLogPage page = await log.ReadAsync(new QueryLogFilter { Name = filter, Before = before, Limit = Math.Min(PageLength, MostRows - rows) }, cancellationToken);
            foreach (QueryLogRow row in page.Rows)
            {
                Take(askers, row);
            }

            rows += page.Rows.Count;
            before = page.Next;
        }
        while (before is not null && rows < MostRows);
        return new NameHistoryReport(rows, before is null, [.. askers.OrderByDescending(pair => pair.Value.Count).Select(pair => Report(pair.Key.IsKnown ? pair.Key.Client : null, pair.Value))]);
    }

    private static void Take(Dictionary<(bool IsKnown, ClientAddress Client), Asker> askers, QueryLogRow row)
    {
        if (!askers.TryGetValue((row.Client is not null, row.Client ?? default), out Asker? asker))
        {
            // Rows come newest first.
            asker = new Asker(row.Time, row.Decision) { First = row.Time };
            askers.Add((row.Client is not null, row.Client ?? default), asker);
        }

        asker.Count++;
        asker.Blocked += row.Decision is Decision.Blocked ? 1 : 0;
        asker.First = row.Time;
    }

    private NameAsker Report(ClientAddress? client, Asker asker) => new(
        client?.ToString(), client is { } known ? policy.Current.Clients.DeviceOf(known) : null, asker.Count, asker.Blocked, asker.First, asker.Last, asker.LastDecision.Id());

    private sealed class Asker(DateTimeOffset last, Decision lastDecision)
    {
        public int Count { get; set; }

        public int Blocked { get; set; }

        public DateTimeOffset First { get; set; }

        public DateTimeOffset Last => last;

        public Decision LastDecision => lastDecision;
    }
}

/// <param name="Count">Questions found.</param>
/// <param name="IsWhole">All that the log holds was read.</param>
/// <param name="Askers">Those who asked most first.</param>
internal sealed record NameHistoryReport(int Count, bool IsWhole, IReadOnlyList<NameAsker> Askers)
{
    public DateTimeOffset? First => Askers.Count == 0 ? null : Askers.Min(asker => asker.First);

    public DateTimeOffset? Last => Askers.Count == 0 ? null : Askers.Max(asker => asker.Last);
}

/// <param name="Client">Null where privacy kept it out.</param>
internal sealed record NameAsker(string? Client, string? Device, int Count, int Blocked, DateTimeOffset First, DateTimeOffset Last, string LastDecision);
