using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Administration;

/// <summary>Fetching lists because a person asked for it: in the background, to be watched and to be given up. Safe from any thread.</summary>
internal sealed partial class ListAdministration(
    ListRefresher refresher, ListDefinitions definitions, ListProgress progress, AuditTrail trail, TimeProvider time, ILogger<ListAdministration> logger) : IDisposable
{
    private const int MostRunning = 8;
    private const int MostKept = 20;

    private readonly Lock _gate = new();
    private readonly List<ListJob> _jobs = [];

    /// <summary>Jobs that run, and the last ones that ran, newest first.</summary>
    public IReadOnlyList<ListJobReport> JobsNow
    {
        get
        {
            lock (_gate)
            {
                return [.. _jobs.Select(job => job.Report(progress)).Reverse()];
            }
        }
    }

    /// <summary>Starts to fetch; the outcome's id is that of the job. The same wish while it is being fulfilled gives the job that runs.</summary>
    /// <param name="list">Number of one list; null for all.</param>
    /// <param name="accept">Takes also what would be held back, as far as it is a list at all.</param>
    public Outcome Refresh(Actor actor, ushort? list, bool accept) => Start(actor, list, accept, out _);

    /// <summary>Fetches and waits; giving up the waiting gives up the job.</summary>
    /// <inheritdoc cref="Refresh" path="/param"/>
    public async Task<Outcome> RefreshAsync(Actor actor, ushort? list, bool accept, CancellationToken cancellationToken)
    {
        Outcome outcome = Start(actor, list, accept, out ListJob? job);
        if (job is not null)
        {
            try
            {
                await job.Ended.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                job.Cancel();
                throw;
            }
        }

        return outcome;
    }

    /// <summary>Gives a job up; what it fetched so far is kept.</summary>
    public Outcome Cancel(Actor actor, string id)
    {
        if (!actor.May(Permissions.Lists))
        {
            return Outcome.Forbidden;
        }

        lock (_gate)
        {
            if (_jobs.Find(job => job.Id == id) is not { } found)
            {
                return Outcome.Refused(OutcomeKind.NotFound, "", "there is no such job.");
            }

            found.Cancel();
            return Outcome.Done with { Id = id };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _jobs.ForEach(job => job.Dispose());
        }
    }

    private Outcome Start(Actor actor, ushort? list, bool accept, out ListJob? job)
    {
        job = null;
        if (!actor.May(Permissions.Lists))
        {
            return Outcome.Forbidden;
        }

        ListDefinition[] chosen = [.. definitions.Current.Where(known => list is null || known.Id == list)];
        if (list is not null && chosen.Length == 0)
        {
            return Outcome.Refused(OutcomeKind.NotFound, "", "there is no list with this number in use.");
        }

        lock (_gate)
        {
            job = _jobs.Find(known => known.IsRunning && known.List == list && known.IsAccepting == accept);
            if (job is not null)
            {
                return Outcome.Done with { Id = job.Id };
            }

            if (_jobs.Count(known => known.IsRunning) >= MostRunning)
            {
                return Outcome.Refused(OutcomeKind.InUse, "", "enough lists are being fetched already; wait for one of them.");
            }

            _jobs.RemoveAll(known => !known.IsRunning && _jobs.Count >= MostKept && known == _jobs.Find(old => !old.IsRunning));
            job = new ListJob(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), actor, list, accept, time.GetUtcNow(), chosen);
            _jobs.Add(job);
        }

        _ = RunAsync(job);
        return Outcome.Done with { Id = job.Id };
    }

    private async Task RunAsync(ListJob job)
    {
        // The caller gets its answer first, whatever the first list costs.
        await Task.Yield();
        string subject = job.List is null ? "" : job.Lists[0].Name;
        string action = job.IsAccepting ? "list.accept" : "list.refresh";
        try
        {
            await trail.AppendAsync(new AuditDraft(job.Actor.Name, job.Actor.From, action, subject, []));
            await refresher.RefreshAsync(job.List, job.IsAccepting, job.Cancellation);
            job.End(ListJobState.Done, time.GetUtcNow(), progress);
        }
        catch (OperationCanceledException)
        {
            job.End(ListJobState.Cancelled, time.GetUtcNow(), progress);
            LogCancelled();
        }
        catch (Exception problem) when (!job.Cancellation.IsCancellationRequested)
        {
            job.End(ListJobState.Failed, time.GetUtcNow(), progress);
            LogFailed(problem);
        }
    }

    [LoggerMessage(1820, LogLevel.Information, "Fetching lists was given up by a person; what was fetched is in force.")]
    private partial void LogCancelled();

    [LoggerMessage(1821, LogLevel.Warning, "Fetching lists for a person failed; the policy in force stays.")]
    private partial void LogFailed(Exception problem);
}
