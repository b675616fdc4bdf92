using Microsoft.Extensions.Options;

namespace BhaiKaDns.Analytics;

/// <summary>Writes down what the recorder closed. A disk that fails costs buckets, counted, and nothing else.</summary>
internal sealed partial class HistoryKeeper(
    HistoryRecorder recorder, HistoryArchive archive, HistoryMetrics metrics, IOptions<AnalyticsOptions> options, TimeProvider time, ILogger<HistoryKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);
    private const int PacesBetweenNames = 20;

    private readonly Lock _gate = new();
    private int _paces;
    private bool _isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.History)
        {
            HistoryOpen open = recorder.Look();
            recorder.End();
            Keep();
            Try(() => archive.KeepNames(open.Names));
        }
    }

    /// <summary>Writes what is over. Any thread.</summary>
    /// <returns>Whether the archive could be read and written.</returns>
    public bool Keep()
    {
        lock (_gate)
        {
            if (!Try(Open))
            {
                return false;
            }

            bool isKept = true;
            foreach (HistoryClosed closed in recorder.TakeClosed())
            {
                bool isWritten = Try(() => archive.Add(closed));
                metrics.Closed(isWritten);
                isKept &= isWritten;
            }

            return isKept;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.History)
        {
            return;
        }

        using PeriodicTimer timer = new(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Keep();
            if (++_paces % PacesBetweenNames == 0)
            {
                Try(() => archive.KeepNames(recorder.Look().Names));
            }
        }
    }

    private void Open()
    {
        HistoryDamage damage = archive.Open();
        if (damage.Cut > 0)
        {
            metrics.Cut(damage.Cut);
            LogTailCut(damage.Cut);
        }

        if (damage.Places > 0)
        {
            LogDamaged(damage.Places);
        }
    }

    private bool Try(Action work)
    {
        try
        {
            work();
            if (_isFailing)
            {
                _isFailing = false;
                LogWorking();
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
            {
                _isFailing = true;
                LogFailing(problem.Message);
            }

            return false;
        }
    }

    [LoggerMessage(1910, LogLevel.Warning, "The history ended in {Octets} octets that were not wholly written; they were cut off.")]
    private partial void LogTailCut(long octets);

    [LoggerMessage(1911, LogLevel.Warning, "The history has {Places} damaged places; what stands there is not shown.")]
    private partial void LogDamaged(int places);

    [LoggerMessage(1912, LogLevel.Warning, "The history cannot be read or written; the dashboard shows what is in memory, and it is tried again: {Problem}")]
    private partial void LogFailing(string problem);

    [LoggerMessage(1913, LogLevel.Information, "The history is written again.")]
    private partial void LogWorking();
}
