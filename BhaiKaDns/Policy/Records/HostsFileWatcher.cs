namespace BhaiKaDns.Policy.Records;

/// <summary>Looks at the hosts files every ten seconds and puts what changed in force.</summary>
internal sealed partial class HostsFileWatcher(PolicyStore store, RecordBook book, TimeProvider time, ILogger<HostsFileWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!book.HasFiles)
        {
            return;
        }

        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.RefreshRecordsAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(problem);
            }
        }
    }

    [LoggerMessage(1462, LogLevel.Warning, "A round of reading hosts files failed; the records in force stay and the next round tries again.")]
    private partial void LogRoundFailed(Exception problem);
}
