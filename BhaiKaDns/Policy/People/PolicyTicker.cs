namespace BhaiKaDns.Policy.People;

/// <summary>
/// Looks at the clock every second: schedules, pauses and granted hours begin and end by themselves. A clock that was set is just
/// the next look.
/// </summary>
internal sealed partial class PolicyTicker(PolicyStore store, PolicyActions actions, TimeProvider time, ILogger<PolicyTicker> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private bool _isFailing;

    /// <summary>One look at the clock.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (await store.TickAsync(cancellationToken))
        {
            LogChanged(store.Current.Generation);
            _ = await actions.ForgetEndedAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
                _isFailing = false;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_isFailing)
                {
                    LogFailed(problem);
                }

                _isFailing = true;
            }
        }
    }

    [LoggerMessage(1444, LogLevel.Information, "A schedule, a pause or a rule with an end began or ended; policy generation {Generation} is in force.")]
    private partial void LogChanged(uint generation);

    [LoggerMessage(1445, LogLevel.Error, "Looking at schedules failed; the policy in force stays and the next second tries again.")]
    private partial void LogFailed(Exception problem);
}
