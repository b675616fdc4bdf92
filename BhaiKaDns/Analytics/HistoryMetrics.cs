using System.Diagnostics.Metrics;

namespace BhaiKaDns.Analytics;

/// <summary>What becomes of the buckets of the history.</summary>
internal sealed class HistoryMetrics
{
    private readonly Counter<long> _written;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _cut;

    public HistoryMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(AnalyticsMetrics.MeterName);
        _written = meter.CreateCounter<long>("bhaikadns.history.minutes", "{minute}", "Minutes of the history that were written down.");
        _lost = meter.CreateCounter<long>("bhaikadns.history.lost", "{minute}", "Minutes of the history that could not be written down.");
        _cut = meter.CreateCounter<long>("bhaikadns.history.torn", "By", "Octets cut off the end of the history when it was opened.");
    }

    public void Closed(bool isWritten) => (isWritten ? _written : _lost).Add(1);

    public void Cut(long octets) => _cut.Add(octets);
}
