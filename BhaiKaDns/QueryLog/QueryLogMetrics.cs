using System.Diagnostics.Metrics;

namespace BhaiKaDns.QueryLog;

/// <summary>Counts of the query log. The fields are plain numbers because one thread adds to each; meters read them now and then.</summary>
internal sealed class QueryLogMetrics
{
    public const string MeterName = "BhaiKaDns.QueryLog";

    private long _rows;
    private long _dropped;
    private long _octets;
    private long _damaged;
    private long _torn;

    public QueryLogMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _ = meter.CreateObservableCounter("bhaikadns.querylog.rows", () => Volatile.Read(ref _rows), "{row}", "Rows written to the query log.");
        _ = meter.CreateObservableCounter("bhaikadns.querylog.dropped", () => Volatile.Read(ref _dropped), "{row}", "Rows the query log could not write.");
        _ = meter.CreateObservableCounter("bhaikadns.querylog.written", () => Volatile.Read(ref _octets), "By", "Octets written to the query log.");
        _ = meter.CreateObservableCounter("bhaikadns.querylog.damaged", () => Volatile.Read(ref _damaged), "{place}", "Damaged places passed over while reading the query log.");
        _ = meter.CreateObservableCounter("bhaikadns.querylog.torn", () => Volatile.Read(ref _torn), "By", "Octets cut off the end of the query log when it was opened.");
    }

    public long Rows => Volatile.Read(ref _rows);

    public long Dropped => Volatile.Read(ref _dropped);

    public long Torn => Volatile.Read(ref _torn);

    public long Damaged => Volatile.Read(ref _damaged);

    public void BlockWritten(int rows, int octets)
    {
        Volatile.Write(ref _rows, _rows + rows);
        Volatile.Write(ref _octets, _octets + octets);
    }

    public void RowsDropped(long rows) => Interlocked.Add(ref _dropped, rows);

    public void DamageSkipped(int places) => Interlocked.Add(ref _damaged, places);

    public void TailCut(long octets) => Interlocked.Add(ref _torn, octets);
}
