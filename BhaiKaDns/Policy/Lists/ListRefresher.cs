using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// Keeps lists up to date: looks at files at every round and asks servers when their time has come; if anything changed, one new
/// policy is put in force.
/// </summary>
internal sealed partial class ListRefresher(
    PolicyStore store,
    ListCatalog catalog,
    ListUpdater updater,
    ListHealth health,
    IOptions<FilteringOptions> options,
    TimeProvider time,
    ILogger<ListRefresher> logger) : BackgroundService
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly Dictionary<ushort, (DateTimeOffset At, int Failures)> _next = [];

    /// <summary>
    /// Brings lists up to date now and puts the result in force.
    /// </summary>
    /// <param name="id">Only this list; null for all.</param>
    public Task RefreshAsync(ushort? id, CancellationToken cancellationToken) =>
        RoundAsync(list => id is null || list.Id == id, cancellationToken);

    public override void Dispose()
    {
        _refreshing.Dispose();
        base.Dispose();
    }

    /// <summary>Updates the lists whose time has come.</summary>
    internal Task RoundAsync(CancellationToken cancellationToken) => RoundAsync(IsDue, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Value.UpdateInterval < LongestRound ? options.Value.UpdateInterval : LongestRound, time);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RoundAsync(Func<ListDefinition, bool> isChosen, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            bool isChanged = false;
            ListDefinition[] chosen = [.. store.Lists.Where(list => list.Source.Kind is not ListSourceKind.Builtin && isChosen(list))];
            foreach (ListDefinition list in chosen)
            {
                ListUpdate update = await updater.UpdateAsync(list, cancellationToken);
                health.NoteUpdate(list, update);
                Schedule(list, update);
                isChanged |= update.IsChanged;
            }

            if (isChanged)
            {
                await store.RebuildAsync(cancellationToken);
            }
            else if (chosen.Length > 0)
            {
                health.Publish();
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private bool IsDue(ListDefinition list)
    {
        if (list.Source.Kind is ListSourceKind.File)
        {
            return true;
        }

        if (!_next.TryGetValue(list.Id, out (DateTimeOffset At, int Failures) next))
        {
            ListState state = catalog.StateOf(list.Name);
            DateTimeOffset checkedAt = state.Source == list.Source.Location ? state.CheckedAt ?? DateTimeOffset.MinValue : DateTimeOffset.MinValue;

            // A clock that was wrong when the list was checked must not keep it from being checked for years.
            next.At = checkedAt > time.GetUtcNow() || checkedAt == DateTimeOffset.MinValue ? time.GetUtcNow() : checkedAt + Spread(options.Value.UpdateInterval);
            _next[list.Id] = next;
        }

        return next.At <= time.GetUtcNow();
    }

    private void Schedule(ListDefinition list, ListUpdate update)
    {
        int failures = update.Error is ListError.None ? 0 : _next.GetValueOrDefault(list.Id).Failures + 1;
        TimeSpan wait = options.Value.UpdateInterval;
        if (failures > 0)
        {
            TimeSpan retry = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 12));
            wait = retry < wait ? retry : wait;
        }

        _next[list.Id] = (time.GetUtcNow() + Spread(wait), failures);
    }

    private static TimeSpan Spread(TimeSpan wait) => wait * (0.95 + (Random.Shared.NextDouble() / 10));

    [LoggerMessage(1421, LogLevel.Warning, "A round of updating lists failed; the policy in force stays and the next round tries again.")]
    private partial void LogRoundFailed(Exception problem);
}
