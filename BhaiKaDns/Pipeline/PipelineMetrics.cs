using System.Diagnostics.Metrics;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Pipeline;

/// <summary>What the path of a query counts beside the events.</summary>
internal sealed class PipelineMetrics
{
    private readonly Counter<long> _overloaded;
    private readonly Counter<long> _prefetched;
    private readonly HostingMetrics _hosting;

    public PipelineMetrics(IMeterFactory meters, HostingMetrics hosting, PendingQueries pending, QuestionsInFlight inFlight)
    {
        _hosting = hosting;
        Meter meter = meters.Create("BhaiKaDns.Pipeline");
        _overloaded = meter.CreateCounter<long>("bhaikadns.pipeline.overloaded", "{query}", "Queries that found no place to wait for an upstream's answer.");
        _prefetched = meter.CreateCounter<long>("bhaikadns.pipeline.prefetched", "{question}", "Popular answers asked for again before their end.");
        meter.CreateObservableGauge("bhaikadns.pipeline.waiting", () => pending.InUse, "{query}", "Queries waiting for an upstream's answer.");
        meter.CreateObservableGauge("bhaikadns.pipeline.in_flight", () => inFlight.Count, "{question}", "Different questions being asked upstream.");
    }

    public void Overloaded() => _overloaded.Add(1);

    public void Prefetched() => _prefetched.Add(1);

    /// <summary>A query failed because of an error of this server.</summary>
    public void Failed() => _hosting.Error(ErrorPart.Pipeline);
}
