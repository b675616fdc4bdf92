using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>What happened in one minute, hour or day. Immutable.</summary>
/// <param name="StartMs">Milliseconds since 1970.</param>
internal sealed record HistoryBucket(long StartMs)
{
    /// <summary>Most clients told apart; the others are in <see cref="Others"/>.</summary>
    public const int MaxClients = 128;

    /// <summary>Most names of each kind; minutes have none.</summary>
    public const int MaxNames = 40;

    public HistoryCounts Totals { get; init; }

    /// <summary>Queries by duration (<see cref="LatencyScale"/>).</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];

    public IReadOnlyList<ClientHistory> Clients { get; init; } = [];

    /// <summary>Clients beyond those told apart.</summary>
    public HistoryCounts Others { get; init; }

    /// <summary>Queries by number of the <see cref="Reason"/>, without those that nothing was said about.</summary>
    public IReadOnlyList<KeyCount> Reasons { get; init; } = [];

    /// <summary>Verdicts by number of the list.</summary>
    public IReadOnlyList<KeyCount> Lists { get; init; } = [];

    public IReadOnlyList<UpstreamHistory> Upstreams { get; init; } = [];

    /// <summary>Most asked names that were not blocked.</summary>
    public IReadOnlyList<NameCount> Names { get; init; } = [];

    public IReadOnlyList<NameCount> Blocked { get; init; } = [];

    /// <summary>All of them as one that begins at a given time.</summary>
    public static HistoryBucket Sum(long startMs, IReadOnlyCollection<HistoryBucket> buckets)
    {
        HistoryCounts totals = default;
        HistoryCounts others = default;
        long[] latency = new long[LatencyScale.Steps];
        Dictionary<ClientAddress, HistoryCounts> clients = [];
        foreach (HistoryBucket bucket in buckets)
        {
            totals += bucket.Totals;
            others += bucket.Others;
            for (int step = 0; step < bucket.Latency.Count; step++)
            {
                latency[step] += bucket.Latency[step];
            }

            foreach (ClientHistory client in bucket.Clients)
            {
                clients[client.Client] = clients.GetValueOrDefault(client.Client) + client.Counts;
            }
        }

        ClientHistory[] byQueries = [.. clients.Select(pair => new ClientHistory(pair.Key, pair.Value)).OrderByDescending(client => client.Counts.Queries)];
        return new HistoryBucket(startMs)
        {
            Totals = totals,
            Latency = latency,
            Clients = [.. byQueries.Take(MaxClients)],
            Others = byQueries.Skip(MaxClients).Aggregate(others, (sum, client) => sum + client.Counts),
            Reasons = SumKeys(buckets.SelectMany(bucket => bucket.Reasons)),
            Lists = SumKeys(buckets.SelectMany(bucket => bucket.Lists)),
            Upstreams = [.. buckets.SelectMany(bucket => bucket.Upstreams).GroupBy(upstream => upstream.Address, StringComparer.Ordinal)
                .Select(same => new UpstreamHistory(same.Key, same.Sum(upstream => upstream.Answers), same.Sum(upstream => upstream.ElapsedMicroseconds)))],
            Names = SumNames(buckets.SelectMany(bucket => bucket.Names)),
            Blocked = SumNames(buckets.SelectMany(bucket => bucket.Blocked)),
        };
    }

    private static KeyCount[] SumKeys(IEnumerable<KeyCount> keys) =>
        [.. keys.GroupBy(key => key.Key).Select(same => new KeyCount(same.Key, same.Sum(key => key.Count)))];

    private static NameCount[] SumNames(IEnumerable<NameCount> names) =>
    [
        .. names.GroupBy(name => name.Name, StringComparer.Ordinal)
            .Select(same => new NameCount(same.Key, same.Sum(name => name.Count), same.Sum(name => name.MaxError)))
            .OrderByDescending(name => name.Count)
            .Take(MaxNames),
    ];
}

internal readonly record struct ClientHistory(ClientAddress Client, HistoryCounts Counts);

internal readonly record struct KeyCount(ushort Key, long Count);

/// <param name="Address">As configured: numbers of upstreams change with the settings.</param>
internal readonly record struct UpstreamHistory(string Address, long Answers, long ElapsedMicroseconds);
