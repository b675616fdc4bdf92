using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.QueryLog;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>
/// Tries rules out on the query log: which questions would be decided differently with them, for whom, how often. Both sides are judged by the
/// policy of now, so that the difference is made by the rules alone. Safe from any thread.
/// </summary>
internal sealed partial class RuleRehearsal(
    PolicyStore store,
    QueryLogReader log,
    IOptions<PolicyOptions> declared,
    IOptions<FilteringOptions> filtering,
    TimeProvider time,
    ILogger<RuleRehearsal> logger) : IDisposable
{
    public const int MostRows = 1_000_000;
    public const int MostRules = 1_000;

    /// <summary>A page of the log costs the reading of a segment, so it is worth a large one.</summary>
    private const int PageLength = 20_000;

    private const int MostAtOnce = 2;

    private readonly SemaphoreSlim _places = new(MostAtOnce, MostAtOnce);

    /// <param name="progress">Told after each part of the log.</param>
    /// <returns>The report, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellationToken"/> only.</exception>
    public async Task<(Outcome Outcome, RehearsalReport? Report)> RunAsync(
        Actor actor, RehearsalRequest request, RehearsalProgress progress, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Read))
        {
            return (Outcome.Forbidden, null);
        }

        if (Check(request) is { Count: > 0 } problems)
        {
            return (new Outcome(OutcomeKind.Invalid, problems), null);
        }

        await _places.WaitAsync(cancellationToken);
        try
        {
            long start = time.GetTimestamp();
            RehearsalReport report = await Task.Run(() => ScanAsync(request, progress, cancellationToken), cancellationToken);
            LogDone(report.Scanned, time.GetElapsedTime(start));
            return (Outcome.Done, report);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private IReadOnlyList<ModelProblem> Check(RehearsalRequest request)
    {
        ModelCheck check = new ModelChecks(declared.Value, filtering.Value).Of(store.Model.Stored);
        if (request.Rules.Count > MostRules)
        {
            check.Report("rules", $"at most {MostRules} rules can be tried out together.");
            return [.. check.Problems];
        }

        if (request.MaxRows is < 1 or > MostRows)
        {
            check.Report("maxRows", $"must be between 1 and {MostRows}.");
        }

        if (request.From >= request.To)
        {
            check.Report("to", "must be later than 'from'.");
        }

        // Passed over in silence, it would look as if the rule did nothing.
        if (request.Without.FirstOrDefault(id => !store.Model.Stored.Rules.Any(rule => rule.Id == id)) is { } unknown)
        {
            check.Report("without", $"there is no rule '{unknown}' that was made on the pages.");
        }

        foreach ((int index, PersonalRule rule) in request.Rules.Index())
        {
            check.Add(rule, $"rules:{index}");
        }

        return [.. check.Problems];
    }

    private async Task<RehearsalReport> ScanAsync(RehearsalRequest request, RehearsalProgress progress, CancellationToken cancellationToken)
    {
        RehearsalTally tally = new();
        QueryLogCursor? before = null;
        SupposedPolicy? policy = null;
        progress.Limit = request.MaxRows;
        try
        {
            do
            {
                QueryLogPage page = await log.ReadAsync(
                    new QueryLogFilter { From = request.From, To = request.To, Before = before, Limit = Math.Min(PageLength, request.MaxRows - tally.Scanned) },
                    cancellationToken);
                policy = Follow(policy, request);
                foreach (QueryLogRow row in page.Rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    tally.Take(row, policy);
                }

                progress.Note(tally.Scanned, tally.Oldest);
                before = page.Next;
            }
            while (before is not null && tally.Scanned < request.MaxRows);
            return tally.Report(isWhole: before is null, store.Current);
        }
        finally
        {
            policy?.Dispose();
        }
    }

    // Somebody may change the policy meanwhile, and lists that were replaced are given back: what was supposed of them is made anew.
    private SupposedPolicy Follow(SupposedPolicy? known, RehearsalRequest request)
    {
        if (known is not null && ReferenceEquals(known.Parts, store.Parts))
        {
            return known;
        }

        known?.Dispose();
        return SupposedPolicy.Of(
            store,
            declared.Value,
            stored => stored with { Rules = [.. stored.Rules.Where(rule => !request.Without.Contains(rule.Id)), .. request.Rules] },
            time);
    }

    [LoggerMessage(1825, LogLevel.Debug, "Rules were tried out on {Rows} rows of the query log in {Elapsed}.")]
    private partial void LogDone(int rows, TimeSpan elapsed);
}

/// <param name="Rules">Added to those in force.</param>
/// <param name="Without">Ids of rules in force that are left out.</param>
/// <param name="From">Earliest time, included; null for all that is kept.</param>
/// <param name="To">Latest time, excluded; null for now.</param>
/// <param name="MaxRows">Most rows read, newest first.</param>
internal sealed record RehearsalRequest(
    IReadOnlyList<PersonalRule> Rules, IReadOnlyList<string> Without, DateTimeOffset? From = null, DateTimeOffset? To = null, int MaxRows = 100_000);

/// <summary>How far a rehearsal is, for somebody who watches it from another thread.</summary>
internal sealed class RehearsalProgress
{
    private volatile Step _step = new(0, null);

    /// <summary>Most rows that will be read.</summary>
    public int Limit { get; set; }

    /// <summary>Rows read.</summary>
    public int Scanned => _step.Rows;

    /// <summary>Time of the oldest row so far.</summary>
    public DateTimeOffset? Reached => _step.Oldest;

    public void Note(int scanned, DateTimeOffset? oldest) => _step = new Step(scanned, oldest);

    private sealed record Step(int Rows, DateTimeOffset? Oldest);
}
