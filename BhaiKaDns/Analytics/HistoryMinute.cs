using BhaiKaDns.Collections;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>The minute that is being counted. One thread; counting allocates nothing.</summary>
internal sealed class HistoryMinute
{
    private const int SlotMask = (2 * HistoryBucket.MaxClients) - 1;

    private readonly (ClientAddress Client, HistoryCounts Counts)[] _clients = new (ClientAddress, HistoryCounts)[SlotMask + 1];
    private readonly long[] _latency = new long[LatencyScale.Steps];
    private readonly KeyedCounts _reasons = new();
    private readonly KeyedCounts _lists = new();
    private readonly KeyedCounts _upstreams = new();
    private HistoryCounts _totals;
    private HistoryCounts _others;
    private int _clientCount;

    public bool IsEmpty => _totals.Queries == 0;

    /// <param name="keepsClient">Whether privacy lets the client be counted.</param>
    public void Add(in QueryEvent query, bool keepsClient)
    {
        _totals = _totals.With(query);
        _latency[LatencyScale.StepOf(query.ElapsedMicroseconds)]++;
        if (query.Reason is not Reason.None)
        {
            _reasons.Add((ushort)query.Reason);
        }

        if (query.ListId != 0)
        {
            _lists.Add(query.ListId);
        }

        if (query.Source is AnswerSource.Upstream && query.Upstream != 0)
        {
            _upstreams.Add(query.Upstream, query.ElapsedMicroseconds);
        }

        if (keepsClient)
        {
            AddClient(query);
        }
    }

    /// <param name="upstreamName">Address of an upstream by its number.</param>
    public HistoryBucket ToBucket(long startMs, Func<byte, string> upstreamName) => new(startMs)
    {
        Totals = _totals,
        Latency = [.. _latency],
        Clients = [.. _clients.Where(client => client.Counts.Queries > 0).Select(client => new ClientHistory(client.Client, client.Counts))],
        Others = _others,
        Reasons = [.. _reasons.Take().Select(reason => new KeyCount(reason.Key, reason.Count))],
        Lists = [.. _lists.Take().Select(list => new KeyCount(list.Key, list.Count))],
        Upstreams = [.. _upstreams.Take().Select(upstream => new UpstreamHistory(upstreamName((byte)upstream.Key), upstream.Count, upstream.Sum))],
    };

    public void Clear()
    {
        Array.Clear(_clients);
        Array.Clear(_latency);
        _reasons.Clear();
        _lists.Clear();
        _upstreams.Clear();
        _totals = default;
        _others = default;
        _clientCount = 0;
    }

    private void AddClient(in QueryEvent query)
    {
        ClientAddress client = query.Client;
        int slot = (int)SeededHash.Combine(client.Low ^ SeededHash.ProcessSeed, client.High) & SlotMask;
        while (_clients[slot].Counts.Queries != 0 && _clients[slot].Client != client)
        {
            slot = (slot + 1) & SlotMask;
        }

        ref (ClientAddress Client, HistoryCounts Counts) place = ref _clients[slot];
        if (place.Counts.Queries == 0)
        {
            if (_clientCount == HistoryBucket.MaxClients)
            {
                _others = _others.With(query);
                return;
            }

            _clientCount++;
            place.Client = client;
        }

        place.Counts = place.Counts.With(query);
    }
}
