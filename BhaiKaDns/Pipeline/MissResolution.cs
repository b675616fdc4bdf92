using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// The asynchronous half of the path: a miss waits here, is asked upstream once for all who wait for it, is stored, and answered
/// through its reply sink. Never silence: stale if allowed (RFC 8767), then SERVFAIL with the reason.
/// </summary>
internal sealed partial class MissResolution(
    Resolver resolver,
    AliasResolution aliases,
    Dns64Resolution dns64,
    PolicyStore policies,
    ThreatJudge threats,
    AnswerKeeper keeper,
    PendingQueries pending,
    QuestionsInFlight inFlight,
    LateReplies replies,
    QueryEventRings events,
    TimeProvider time,
    PipelineMetrics metrics,
    ILogger<MissResolution> logger) : IDisposable
{
    /// <summary>How long a client waits when a stale answer is at hand (RFC 8767, section 5: 1.8 s).</summary>
    private static readonly TimeSpan ClientPatience = TimeSpan.FromMilliseconds(1800);

    private readonly CancellationTokenSource _stopping = new();
    private List<QueryContext>[] _starting = [];

    /// <summary>Opens a lane: an event ring, and a list of what its thread will start.</summary>
    public int OpenLane()
    {
        lock (_stopping)
        {
            int lane = events.OpenLane();
            List<QueryContext>[] starting = new List<QueryContext>[lane + 1];
            _starting.CopyTo(starting, 0);
            starting[lane] = [];
            Volatile.Write(ref _starting, starting);
            return lane;
        }
    }

    /// <summary>Copies a query to a place where it can wait; false when all places are taken. The lane's thread only.</summary>
    public bool TryWait(QueryContext query)
    {
        if (!pending.TryCopy(query, out QueryContext waiting))
        {
            metrics.Overloaded();
            return false;
        }

        ChooseUpstreams(waiting);
        if (!inFlight.TryJoin(waiting))
        {
            _starting[query.Lane].Add(waiting);
        }

        return true;
    }

    /// <summary>Asks upstream for a cached answer ahead of its end. Nobody waits for it.</summary>
    public void Refresh(QueryContext query)
    {
        if (keeper.IsPrefetching && !inFlight.Contains(CacheKey.Of(query)) && pending.TryCopy(query, out QueryContext refreshing))
        {
            // What was decided is known of the answer, not of the name alone.
            refreshing.Generation = 0;
            refreshing.Sink = null;
            ChooseUpstreams(refreshing);
            if (inFlight.TryJoin(refreshing))
            {
                return;
            }

            _starting[query.Lane].Add(refreshing);
            metrics.Prefetched();
        }
    }

    /// <summary>Starts what waits since the last call. The lane's thread only.</summary>
    public void StartWaiting(int lane)
    {
        List<QueryContext> starting = _starting[lane];
        foreach (QueryContext leader in starting)
        {
            _ = ResolveAsync(leader);
        }

        starting.Clear();
    }

    /// <summary>Gives up what is still being asked. The listeners are closed by then, so nobody waits for it.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task ResolveAsync(QueryContext leader)
    {
        ResolvedAnswer answer = default;
        PolicySnapshot policy = policies.Current;
        bool isFailed = true;
        try
        {
            PreparedAnswers.Judge(leader, policy);

            // What the engine knows. Before the resolver: a blocked name never leaves the home, and a tunnel carries nothing out.
            if (IsHeldByEngine(leader))
            {
                FinishHeld(leader);
                return;
            }

            ValueTask<ResolvedAnswer> exchange = AskAsync(leader, policy);
            answer = exchange.IsCompleted || !keeper.HasStale(leader, policy) ? await exchange : await AnswerInTimeAsync(leader, exchange.AsTask());
            if (policies.Current is { } changed && changed.Generation != policy.Generation)
            {
                (policy, answer) = (changed, await AskAgainAsync(leader, changed, answer));
            }

            isFailed = answer.Error is not UpstreamError.None;
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            // A fault of our own must not leave a client without an answer, nor its place taken for ever.
            metrics.Failed();
            LogResolutionFailed(exception);
        }
        catch (OperationCanceledException)
        {
            // The stop; nobody waits any more.
        }

        Finish(leader, isFailed ? default : answer, policy);
    }

    // Only what nobody decided: people who allow a name know better.
    private bool IsHeldByEngine(QueryContext leader)
    {
        if (leader.OnName is not { Decision: Decision.Allowed, Reason: Reason.None } || threats.Judge(leader.Client, leader.Name) is not (not Reason.None and var reason))
        {
            return false;
        }

        leader.OnName = new Verdict(Decision.Blocked, reason);
        return true;
    }

    // Not cached: it was reached for this device, and others of its class ask under the same key.
    private void FinishHeld(QueryContext leader)
    {
        try
        {
            CachedAnswer held = new() { Generation = leader.Generation, Verdict = leader.OnName };
            replies.Send(leader, inFlight.End(leader), KeptAnswer.Answered(held, [], []));
        }
        finally
        {
            pending.Return(leader);
        }
    }

    private ValueTask<ResolvedAnswer> AskAsync(QueryContext leader, PolicySnapshot policy)
    {
        if (leader.OnName.IsOwnAnswer)
        {
            return aliases.ResolveAsync(leader, policy, _stopping.Token);
        }

        IReadOnlyList<Dns64Prefix> prefixes = policy.ClassAt(leader.PolicyClass).Answers.Dns64;
        ValueTask<ResolvedAnswer> exchange = resolver.ResolveAsync(leader, _stopping.Token);
        return prefixes.Count == 0 || leader.Query.Type is not RecordType.Aaaa ? exchange : CompleteAsync(leader, exchange, prefixes);
    }

    private async ValueTask<ResolvedAnswer> CompleteAsync(QueryContext leader, ValueTask<ResolvedAnswer> exchange, IReadOnlyList<Dns64Prefix> prefixes) =>
        await dns64.CompleteAsync(leader, await exchange, prefixes, _stopping.Token);

    // A name that is rewritten only now, or no longer, was asked for in the wrong way.
    private async ValueTask<ResolvedAnswer> AskAgainAsync(QueryContext leader, PolicySnapshot policy, ResolvedAnswer answer)
    {
        bool wasOwn = leader.OnName.IsOwnAnswer;
        PreparedAnswers.Judge(leader, policy);
        return wasOwn || leader.OnName.IsOwnAnswer ? await AskAsync(leader, policy) : answer;
    }

    private void ChooseUpstreams(QueryContext query)
    {
        UpstreamChoice choice = policies.Current.ClassAt(query.PolicyClass).Answers.Upstreams;
        query.UpstreamSet = resolver.SetOf(choice.Key, choice.Addresses);
    }

    // With a stale answer at hand a client waits only so long; the exchange goes on and its answer is kept.
    private async Task<ResolvedAnswer> AnswerInTimeAsync(QueryContext leader, Task<ResolvedAnswer> exchange)
    {
        try
        {
            return await exchange.WaitAsync(ClientPatience, time);
        }
        catch (TimeoutException)
        {
            replies.SendStale(leader, inFlight.TakeWaiting(leader));
            return await exchange;
        }
    }

    private void Finish(QueryContext leader, in ResolvedAnswer resolved, PolicySnapshot policy)
    {
        // What ends after the stop must not touch the cache and the rings: their memory may be given back already.
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            KeptAnswer kept = keeper.Keep(leader, resolved, policy);
            QueryContext? waiting = inFlight.End(leader);
            replies.Send(leader, waiting, kept);
        }
        catch (Exception exception)
        {
            metrics.Failed();
            LogResolutionFailed(exception);
            replies.SendFailure(leader, inFlight.End(leader));
        }
        finally
        {
            pending.Return(leader);
        }
    }

    [LoggerMessage(1900, LogLevel.Error, "A question could not be carried through because of an error of this server; its client got a failure.")]
    private partial void LogResolutionFailed(Exception exception);
}
