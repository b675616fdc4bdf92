using System.Diagnostics.Metrics;

namespace BhaiKaDns.Storage;

/// <summary>How long the embedded database takes and how often it fails.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "BhaiKaDns.Storage";

    private static readonly KeyValuePair<string, object?> Read = new("operation", "read");
    private static readonly KeyValuePair<string, object?> Write = new("operation", "write");

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _setAside;

    public StorageMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _duration = meter.CreateHistogram<double>("bhaikadns.storage.duration", "s", "Time a read or write of the embedded database took, waiting for its turn included.");
        _failures = meter.CreateCounter<long>("bhaikadns.storage.failures", "{operation}", "Reads and writes of the embedded database that failed.");
        _setAside = meter.CreateCounter<long>("bhaikadns.storage.set_aside", "{file}", "Database files that were damaged and put aside.");
    }

    public void Done(bool isWrite, TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds, isWrite ? Write : Read);

    public void Failed(bool isWrite) => _failures.Add(1, isWrite ? Write : Read);

    public void SetAside() => _setAside.Add(1);
}
