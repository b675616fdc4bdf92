using BhaiKaDns.Access;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Administration;

/// <summary>One wish to fetch lists, while it is fulfilled and for a while after.</summary>
internal sealed class ListJob : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationToken _token;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ListJobEnd? _end;

    public ListJob(string id, Actor actor, ushort? list, bool isAccepting, DateTimeOffset startedAt, IReadOnlyList<ListDefinition> lists)
    {
        _token = _cancellation.Token;
        Id = id;
        Actor = actor;
        List = list;
        IsAccepting = isAccepting;
        StartedAt = startedAt;
        Lists = lists;
    }

    public string Id { get; }

    public Actor Actor { get; }

    /// <summary>Number of the one list; null for all.</summary>
    public ushort? List { get; }

    public bool IsAccepting { get; }

    public DateTimeOffset StartedAt { get; }

    public IReadOnlyList<ListDefinition> Lists { get; }

    public bool IsRunning => _end is null;

    /// <summary>Good also after the end.</summary>
    public CancellationToken Cancellation => _token;

    /// <summary>Completes when the job is over, however it went.</summary>
    public Task Ended => _ended.Task;

    public void Cancel() => _ = _cancellation.CancelAsync();

    /// <summary>Gives it up with the program; a job that is over needs no disposing, as it has no timer.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    /// <summary>Later steps of the same lists belong to others.</summary>
    public void End(ListJobState state, DateTimeOffset at, ListProgress progress)
    {
        _end = new ListJobEnd(state, at, Steps(progress));
        _ended.TrySetResult();
    }

    public ListJobReport Report(ListProgress progress)
    {
        ListJobEnd? end = _end;
        return new ListJobReport(
            Id, (end?.State ?? ListJobState.Running).ToString().ToLowerInvariant(), Actor.Name, IsAccepting, StartedAt, end?.At,
            [.. (end?.Steps ?? Steps(progress)).Select(ListStepReport.From)]);
    }

    // Lists inside the program are never fetched.
    private ListStep[] Steps(ListProgress progress) =>
        [.. Lists.Where(known => known.Source.Kind is not ListSourceKind.Builtin).Select(known => progress.Of(known.Id) ?? new ListStep(known.Id, known.Name, ListStage.Waiting))];

    private sealed record ListJobEnd(ListJobState State, DateTimeOffset At, ListStep[] Steps);
}

internal enum ListJobState : byte
{
    Running = 0,
    Done = 1,
    Cancelled = 2,
    Failed = 3,
}

/// <param name="State"><c>running</c>, <c>done</c>, <c>cancelled</c> or <c>failed</c>; a job is done also when single lists failed.</param>
internal sealed record ListJobReport(string Id, string State, string By, bool IsAccepting, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<ListStepReport> Lists)
{
    public bool IsRunning => EndedAt is null;
}

/// <param name="Stage"><c>waiting</c>, <c>fetching</c>, <c>compiling</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="TotalOctets">What the server announced; absent where it did not say.</param>
/// <param name="Problem">Half a sentence after "the list", where it failed.</param>
internal sealed record ListStepReport(ushort Id, string Name, string Stage, long Octets, long? TotalOctets, string? Problem)
{
    public static ListStepReport From(ListStep step) => new(
        step.Id, step.Name, step.Stage.ToString().ToLowerInvariant(), step.Octets, step.Total, step.Error is ListError.None ? null : step.Error.Sentence());
}
