using System.Diagnostics.Metrics;

namespace BhaiKaDns.Caching;

/// <summary>What the cache holds. Hits and misses are counted where queries are (see the analytics slice).</summary>
internal sealed class CachingMetrics
{
    public CachingMetrics(IMeterFactory meters, AnswerCache cache)
    {
        Meter meter = meters.Create("BhaiKaDns.Caching");
        meter.CreateObservableGauge("bhaikadns.cache.entries", () => cache.Count, "{entry}", "Answers held in memory, negative and stale ones included.");
        meter.CreateObservableGauge("bhaikadns.cache.bytes", () => cache.Memory.Used, "By", "Octets that answers held in memory take.");
    }
}
