using System.Diagnostics.Metrics;

namespace BhaiKaDns.Resolution;

/// <summary>What is counted of upstreams. Labels are configured addresses and ids of errors, nothing that came from a client.</summary>
internal sealed class ResolutionMetrics
{
    public const string MeterName = "BhaiKaDns.Resolution";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _errors;
    private readonly KeyValuePair<string, object?>[] _errorTags =
        [.. Enum.GetValues<UpstreamError>().Select(error => new KeyValuePair<string, object?>("error", error.Id()))];

    public ResolutionMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        InstrumentAdvice<double> buckets = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };
        _duration = meter.CreateHistogram("bhaikadns.upstream.duration", "s", "Time from asking an upstream to its answer.", tags: null, buckets);
        _errors = meter.CreateCounter<long>("bhaikadns.upstream.errors", "{error}", "Exchanges with an upstream that gave no usable answer, and replies that were not believed.");
    }

    public void RecordDuration(Upstream upstream, double seconds) => _duration.Record(seconds, upstream.Tag);

    public void CountError(Upstream upstream, UpstreamError error) => _errors.Add(1, upstream.Tag, _errorTags[(int)error]);
}
