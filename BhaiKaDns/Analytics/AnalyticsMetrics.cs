using System.Diagnostics.Metrics;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>The metrics of queries, fed by the thread that drains the events: plain additions, read when a meter asks.</summary>
internal sealed class AnalyticsMetrics
{
    public const string MeterName = "BhaiKaDns.Analytics";

    private const int Decisions = 8;
    private const int Protocols = 8;
    private const int Reasons = 256;

    private readonly long[] _queries = new long[Protocols * Decisions];
    private readonly long[] _blocked = new long[Reasons];
    private long _cacheHits;
    private long _cacheMisses;
    private readonly DurationHistogram _durations;

    public AnalyticsMetrics(IMeterFactory factory, DurationHistogram durations)
    {
        _durations = durations;
        Meter meter = factory.Create(MeterName);
        _ = meter.CreateObservableCounter("bhaikadns.queries", ObserveQueries, "{query}", "Queries by transport and decision.");
        _ = meter.CreateObservableCounter("bhaikadns.cache.hits", () => Volatile.Read(ref _cacheHits), "{query}", "Queries answered from the cache, stale answers included.");
        _ = meter.CreateObservableCounter("bhaikadns.cache.misses", () => Volatile.Read(ref _cacheMisses), "{query}", "Queries that had to wait for an upstream.");
        _ = meter.CreateObservableCounter("bhaikadns.blocked", ObserveBlocked, "{query}", "Blocked queries by reason.");
    }

    /// <summary>Counts one query; one thread only.</summary>
    public void Count(in QueryEvent query)
    {
        _queries[(((int)query.Protocol & (Protocols - 1)) * Decisions) + ((int)query.Decision & (Decisions - 1))]++;
        if (query.Decision is Decision.Blocked)
        {
            _blocked[(int)query.Reason]++;
        }

        switch (query.Source)
        {
            case AnswerSource.Cache or AnswerSource.Stale:
                _cacheHits++;
                break;
            case AnswerSource.Upstream:
                _cacheMisses++;
                break;
            default:
                break;
        }

        _durations.Count(query.Source, query.ElapsedMicroseconds);
    }

    private IEnumerable<Measurement<long>> ObserveQueries()
    {
        foreach (TransportProtocol protocol in Enum.GetValues<TransportProtocol>())
        {
            foreach (Decision decision in Enum.GetValues<Decision>())
            {
                long count = Volatile.Read(ref _queries[((int)protocol * Decisions) + (int)decision]);

                // Series that are always there begin at zero, as rates need; the others appear with their first query.
                if (count > 0 || (protocol is TransportProtocol.Udp or TransportProtocol.Tcp && decision is not Decision.None))
                {
                    yield return new Measurement<long>(count, new("protocol", protocol.Id()), new("decision", decision.Id()));
                }
            }
        }
    }

    private IEnumerable<Measurement<long>> ObserveBlocked()
    {
        foreach (Reason reason in Enum.GetValues<Reason>())
        {
            long count = Volatile.Read(ref _blocked[(int)reason]);
            if (count > 0 || reason is Reason.BlockList or Reason.UserRule)
            {
                yield return new Measurement<long>(count, new KeyValuePair<string, object?>("reason", reason.Id()));
            }
        }
    }
}
