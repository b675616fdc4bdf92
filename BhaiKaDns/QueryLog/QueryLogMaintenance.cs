using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// What the thread that drains the events must not wait for: forcing rows onto the disk every few seconds and, once a minute,
/// indexes of closed segments and retention.
/// </summary>
internal sealed partial class QueryLogMaintenance(
    SegmentWriter segments,
    SegmentRetention retention,
    IOptions<QueryLogOptions> options,
    TimeProvider time,
    ILogger<QueryLogMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        long tidiedAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                bool isTimeToTidy = time.GetElapsedTime(tidiedAt) >= TidyInterval;
                tidiedAt = isTimeToTidy ? time.GetTimestamp() : tidiedAt;
                RunRound(isTimeToTidy, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void RunRound(bool tidies, CancellationToken stoppingToken)
    {
        try
        {
            segments.CheckPresence();
            segments.Flush();
            if (tidies)
            {
                retention.Tidy(segments.Number, stoppingToken);
            }

            _hasFailed = false;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_hasFailed)
            {
                LogRoundFailed(error.Message);
            }

            _hasFailed = true;
        }
    }

    [LoggerMessage(1710, LogLevel.Warning, "The query log could not be tidied ({Error}); rows are still written, and it is tried again.")]
    private partial void LogRoundFailed(string error);
}
