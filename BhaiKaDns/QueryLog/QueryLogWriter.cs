using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// Writes every query to the segments. Rows are gathered in one block and written when it is full or when the last write is half a
/// second ago, so that a killed process has lost the last second at most. A disk that fails costs rows, counted, and nothing
/// else: no error leaves this type.
/// </summary>
internal sealed partial class QueryLogWriter : IQueryEventListener, IDisposable
{
    /// <summary>Name of the part on the health board.</summary>
    public const string HealthPartName = "query-log";

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly SegmentWriter _segments;
    private readonly BlockBuilder _block;
    private readonly QueryLogMetrics _metrics;
    private readonly HealthBoard _health;
    private readonly TimeProvider _time;
    private readonly ILogger<QueryLogWriter> _logger;
    private readonly bool _keepsRows;
    private long _lastWrite;
    private long _failedAt;
    private bool _isFailing;
    private bool _hasReported;

    public QueryLogWriter(
        SegmentWriter segments,
        IOptions<QueryLogOptions> options,
        QueryLogMetrics metrics,
        HealthBoard health,
        TimeProvider time,
        ILogger<QueryLogWriter> logger)
    {
        _segments = segments;
        _block = new BlockBuilder(options.Value.Privacy);
        _metrics = metrics;
        _health = health;
        _time = time;
        _logger = logger;
        _keepsRows = options.Value.Enabled && options.Value.Privacy is not PrivacyLevel.CountsOnly;
        _lastWrite = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (!_keepsRows || query.Privacy is PrivacyLevel.CountsOnly || _block.TryAdd(query, name, found))
        {
            return;
        }

        WriteBlock();
        if (!_block.TryAdd(query, name, found))
        {
            _metrics.RowsDropped(1);
        }
    }

    /// <inheritdoc/>
    public void Lost(long count) => _metrics.RowsDropped(count);

    /// <inheritdoc/>
    public void EndBatch()
    {
        if (!_keepsRows)
        {
            return;
        }

        if (!_segments.IsOpen)
        {
            // Opened before the first row, so that a torn tail is known at start and a broken disk before it matters.
            TryOpen();
        }

        // Counted from the last write, not from the first row: after a pause a row is on its way at once.
        if (_block.RowCount > 0 && _time.GetElapsedTime(_lastWrite) >= WriteInterval)
        {
            WriteBlock();
        }
    }

    /// <summary>Writes what is left; the thread that drains the events has ended.</summary>
    public void Dispose()
    {
        if (_block.RowCount > 0)
        {
            WriteBlock();
        }

        try
        {
            _segments.Flush();
        }
        catch (IOException)
        {
            // Said already by the failed writes before it, or too late to matter: the process ends.
        }

        _segments.Dispose();
    }

    private void WriteBlock()
    {
        _lastWrite = _time.GetTimestamp();
        if (_segments.IsOpen || TryOpen())
        {
            try
            {
                ReadOnlySpan<byte> block = _block.Seal();
                _segments.Append(block, NowMs());
                _metrics.BlockWritten(_block.RowCount, block.Length);
                ReportWorking();
                _block.Clear();
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                ReportFailing(error);
            }
        }

        _metrics.RowsDropped(_block.RowCount);
        _block.Clear();
    }

    private bool TryOpen()
    {
        if (_isFailing && _time.GetElapsedTime(_failedAt) < RetryInterval)
        {
            return false;
        }

        try
        {
            long cut = _segments.Open(NowMs());
            if (cut > 0 && !_isFailing)
            {
                _metrics.TailCut(cut);
                LogTailCut(cut);
            }

            // A full disk opens files and then takes nothing: after a failure only a block that was written shows that it is over.
            if (!_isFailing)
            {
                ReportWorking();
            }

            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ReportFailing(error);
            return false;
        }
    }

    private void ReportWorking()
    {
        if (_isFailing)
        {
            LogWorking(_metrics.Dropped);
        }

        if (_isFailing || !_hasReported)
        {
            _health.Report(HealthPartName, HealthState.Ok, "Queries are being written down.");
        }

        _hasReported = true;
        _isFailing = false;
    }

    private void ReportFailing(Exception error)
    {
        _segments.Close();
        _failedAt = _time.GetTimestamp();
        if (!_isFailing)
        {
            LogFailing(error.Message);
            _health.Report(HealthPartName, HealthState.Degraded, "Queries are answered but not written down: the query log's folder does not take them.");
        }

        _isFailing = true;
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(1700, LogLevel.Warning, "The query log ended in a block that was not wholly written; {Octets} octets were cut off and the log goes on from there.")]
    private partial void LogTailCut(long octets);

    [LoggerMessage(1701, LogLevel.Error, "The query log cannot be written ({Error}); queries are answered, their rows are dropped and counted, and writing is tried again every 5 seconds.")]
    private partial void LogFailing(string error);

    [LoggerMessage(1702, LogLevel.Information, "The query log is written again; {Dropped} rows were dropped since the start.")]
    private partial void LogWorking(long dropped);
}
