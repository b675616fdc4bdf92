using System.Collections.Concurrent;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Where each list stands on its way from its server into the policy, for people who wait for it. Safe from any thread.</summary>
internal sealed class ListProgress
{
    private readonly ConcurrentDictionary<ushort, ListStep> _steps = new();

    /// <summary>The last step of a list; null for one that was not asked for since the start.</summary>
    public ListStep? Of(ushort id) => _steps.GetValueOrDefault(id);

    public void Wait(ListDefinition list) => Set(list, new ListStep(list.Id, list.Name, ListStage.Waiting));

    /// <param name="octets">Fetched so far, after decompression.</param>
    /// <param name="total">What the server announced; null where it did not say.</param>
    public void Fetch(ListDefinition list, long octets, long? total) => Set(list, new ListStep(list.Id, list.Name, ListStage.Fetching, octets, total));

    public void Compile(ListDefinition list) => Move(list, ListStage.Compiling, ListError.None);

    public void Finish(ListDefinition list, ListError error) => Move(list, error is ListError.None ? ListStage.Done : ListStage.Failed, error);

    /// <summary>Lists that were not done when the work was given up.</summary>
    public void Cancel(IEnumerable<ListDefinition> lists)
    {
        foreach (ListDefinition list in lists.Where(list => Of(list.Id) is { IsActive: true }))
        {
            Move(list, ListStage.Cancelled, ListError.None);
        }
    }

    private void Move(ListDefinition list, ListStage stage, ListError error)
    {
        ListStep before = Of(list.Id) ?? new ListStep(list.Id, list.Name, stage);
        Set(list, before with { Stage = stage, Error = error });
    }

    private void Set(ListDefinition list, ListStep step) => _steps[list.Id] = step;
}

/// <param name="Octets">Fetched so far.</param>
/// <param name="Total">What the server announced; null where it did not say.</param>
internal sealed record ListStep(ushort Id, string Name, ListStage Stage, long Octets = 0, long? Total = null, ListError Error = ListError.None)
{
    public bool IsActive => Stage is ListStage.Waiting or ListStage.Fetching or ListStage.Compiling;
}

internal enum ListStage : byte
{
    Waiting = 0,
    Fetching = 1,

    /// <summary>The new text is being put in force together with all others.</summary>
    Compiling = 2,
    Done = 3,
    Failed = 4,
    Cancelled = 5,
}
