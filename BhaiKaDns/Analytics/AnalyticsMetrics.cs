using System.Diagnostics.Metrics;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>The metrics of queries, fed by the thread that drains the events.</summary>
internal sealed class AnalyticsMetrics
{
    public const string MeterName = "BhaiKaDns.Analytics";

    private const int Decisions = 8;
    private const int Protocols = 8;
    private const int Reasons = 256;

    private static readonly double[] Boundaries =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

    // The label of each AnswerSource by its number: a stale answer comes from the cache, what is refused is made here.
    private static readonly KeyValuePair<string, object?>[] Sources =
        [new("source", "local"), new("source", "cache"), new("source", "upstream"), new("source", "local"), new("source", "blocked"), new("source", "cache")];

    private readonly long[] _queries = new long[Protocols * Decisions];
    private readonly long[] _blocked = new long[Reasons];
    private readonly Histogram<double> _duration;

    public AnalyticsMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _ = meter.CreateObservableCounter("bhaikadns.queries", ObserveQueries, "{query}", "Queries by transport and decision.");
        _ = meter.CreateObservableCounter("bhaikadns.blocked", ObserveBlocked, "{query}", "Blocked queries by reason.");
        _duration = meter.CreateHistogram(
            "bhaikadns.query.duration",
            "s",
            "From receipt to answer, by where the answer came from; on the cached path that of the batch.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
    }

    /// <summary>Counts one query; one thread only.</summary>
    public void Count(in QueryEvent query)
    {
        _queries[(((int)query.Protocol & (Protocols - 1)) * Decisions) + ((int)query.Decision & (Decisions - 1))]++;
        if (query.Decision is Decision.Blocked)
        {
            _blocked[(int)query.Reason]++;
        }

        _duration.Record(query.ElapsedMicroseconds / 1e6, Sources[(int)query.Source]);
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
