using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// Keeps lists up to date: looks at files at every round and asks servers when their time has come; if anything changed, one new
/// policy is put in force. A list that was added or removed meanwhile does not wait for a round.
/// </summary>
internal sealed partial class ListRefresher(
    PolicyStore store,
    ListDefinitions definitions,
    ListCatalog catalog,
    ListUpdater updater,
    ListHealth health,
    ListProgress progress,
    IOptions<FilteringOptions> options,
    TimeProvider time,
    ILogger<ListRefresher> logger) : BackgroundService
{
    private const int MostAtOnce = 4;

    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ushort, SemaphoreSlim> _gates = new();
    private readonly ConcurrentDictionary<ushort, NextTime> _next = new();

    /// <summary>
    /// Brings lists up to date now and puts the result in force.
    /// </summary>
    /// <param name="id">Only this list; null for all.</param>
    /// <param name="accept">Takes also what would be held back, as far as it is a list at all.</param>
    /// <exception cref="OperationCanceledException">What had been fetched by then is in force.</exception>
    public Task RefreshAsync(ushort? id, bool accept, CancellationToken cancellationToken) =>
        RoundAsync(list => id is null || list.Id == id, waits: true, accept, cancellationToken);

    public override void Dispose()
    {
        foreach (SemaphoreSlim gate in _gates.Values)
        {
            gate.Dispose();
        }

        base.Dispose();
    }

    /// <summary>Updates the lists whose time has come.</summary>
    internal Task RoundAsync(CancellationToken cancellationToken) => RoundAsync(IsDue, waits: false, accept: false, cancellationToken);

    /// <summary>After lists were added or removed: what is at hand is put in force at once, the rest when it was fetched.</summary>
    internal async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (IsOutdated)
        {
            catalog.Keep();
            await store.RebuildAsync(cancellationToken);
            await RoundAsync(cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.Keep();
        return Task.WhenAll(FollowClockAsync(stoppingToken), FollowDefinitionsAsync(stoppingToken));
    }

    private async Task FollowClockAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(LongestRound, time);
        do
        {
            await TryAsync(RoundAsync, stoppingToken);
            timer.Period = definitions.Current.Select(IntervalOf).Append(options.Value.UpdateInterval).Append(LongestRound).Min();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowDefinitionsAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            Task changed = definitions.Changed;
            await TryAsync(FollowAsync, stoppingToken);
            await changed.WaitAsync(stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work(stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            LogRoundFailed(problem);
        }
    }

    private async Task RoundAsync(Func<ListDefinition, bool> isChosen, bool waits, bool accept, CancellationToken cancellationToken)
    {
        ConcurrentBag<ListDefinition> changed = [];
        ListDefinition[] chosen = [.. definitions.Current.Where(list => list.Source.Kind is not ListSourceKind.Builtin && isChosen(list))];
        foreach (ListDefinition list in waits ? chosen : [])
        {
            progress.Wait(list);
        }

        ParallelOptions parallel = new() { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(chosen, parallel, async (list, token) =>
            {
                if (await UpdateAsync(list, waits, accept, token))
                {
                    changed.Add(list);
                }
            });
        }
        catch (OperationCanceledException) when (waits)
        {
            progress.Cancel(chosen.Except(changed));

            // Copies that were replaced already must not wait for the next round.
            await (changed.IsEmpty ? Task.CompletedTask : RebuildAsync(changed, CancellationToken.None));
            throw;
        }

        if (!changed.IsEmpty || IsOutdated)
        {
            await RebuildAsync(changed, cancellationToken);
        }
        else if (chosen.Length > 0)
        {
            health.Publish();
        }
    }

    private async Task RebuildAsync(IReadOnlyCollection<ListDefinition> changed, CancellationToken cancellationToken)
    {
        try
        {
            await store.RebuildAsync(cancellationToken);
            foreach (ListDefinition list in changed)
            {
                progress.Finish(list, ListError.None);
            }
        }
        catch
        {
            progress.Cancel(changed);
            throw;
        }
    }

    // One at a time for each list: its candidate lies in one file. A round passes over a list that is being fetched already.
    private async Task<bool> UpdateAsync(ListDefinition list, bool waits, bool accept, CancellationToken cancellationToken)
    {
        SemaphoreSlim gate = _gates.GetOrAdd(list.Id, static _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(waits ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
        {
            return false;
        }

        try
        {
            progress.Fetch(list, 0, null);
            ListUpdate update = await updater.UpdateAsync(list, accept, cancellationToken);
            health.NoteUpdate(list, update);
            Schedule(list, update);
            if (update.IsChanged)
            {
                progress.Compile(list);
            }
            else
            {
                progress.Finish(list, update.Error);
            }

            return update.IsChanged;
        }
        catch
        {
            progress.Cancel([list]);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private bool IsDue(ListDefinition list)
    {
        if (list.Source.Kind is ListSourceKind.File)
        {
            return true;
        }

        if (!_next.TryGetValue(list.Id, out NextTime next) || next.Location != list.Source.Location)
        {
            ListState state = catalog.StateOf(list.Name);
            DateTimeOffset checkedAt = state.Source == list.Source.Location ? state.CheckedAt ?? DateTimeOffset.MinValue : DateTimeOffset.MinValue;

            // A clock that was wrong when the list was checked must not keep it from being checked for years.
            bool isNow = checkedAt > time.GetUtcNow() || checkedAt == DateTimeOffset.MinValue;
            next = new NextTime(isNow ? time.GetUtcNow() : checkedAt + Spread(IntervalOf(list)), 0, list.Source.Location);
            _next[list.Id] = next;
        }

        return next.At <= time.GetUtcNow();
    }

    private void Schedule(ListDefinition list, ListUpdate update)
    {
        // What is held back came whole: asking again within minutes would only bring the same text again.
        int failures = update.Error is ListError.None or ListError.Shrunk ? 0 : _next.GetValueOrDefault(list.Id).Failures + 1;
        TimeSpan wait = IntervalOf(list);
        if (failures > 0)
        {
            TimeSpan retry = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 12));
            wait = retry < wait ? retry : wait;
        }

        _next[list.Id] = new NextTime(time.GetUtcNow() + Spread(wait), failures, list.Source.Location);
    }

    // Before the first loading nothing is: that takes the definitions as they are then.
    private bool IsOutdated => store.Composed is { } composed && !composed.SequenceEqual(definitions.Current);

    private TimeSpan IntervalOf(ListDefinition list) => list.Interval ?? options.Value.UpdateInterval;

    private static TimeSpan Spread(TimeSpan wait) => wait * (0.95 + (Random.Shared.NextDouble() / 10));

    [LoggerMessage(1421, LogLevel.Warning, "A round of updating lists failed; the policy in force stays and the next round tries again.")]
    private partial void LogRoundFailed(Exception problem);

    private readonly record struct NextTime(DateTimeOffset At, int Failures, string Location);
}
