using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Syntax;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Keeps how each list is doing and tells it: to the health board, to metrics, and once per change to the log. Safe from any thread.</summary>
internal sealed partial class ListHealth(
    ListCatalog catalog,
    HealthBoard board,
    PolicyMetrics metrics,
    IOptions<FilteringOptions> options,
    ILogger<ListHealth> logger)
{
    /// <summary>Name of this part on the health board.</summary>
    public const string Part = "lists";

    private static readonly RuleProblem[] Problems = [.. Enum.GetValues<RuleProblem>().Where(problem => problem is not RuleProblem.None)];

    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, ListStatus> _lists = [];

    /// <summary>All configured lists, in the order of their numbers.</summary>
    public IReadOnlyList<ListStatus> Lists
    {
        get
        {
            lock (_gate)
            {
                return [.. _lists.Values.OrderBy(list => list.Id)];
            }
        }
    }

    /// <summary>What came of an attempt to get a newer text.</summary>
    public void NoteUpdate(ListDefinition list, ListUpdate update)
    {
        lock (_gate)
        {
            ListStatus known = Find(list);
            _lists[list.Id] = known with { Error = update.Error, FetchedAt = catalog.StateOf(list.Name).FetchedAt };
            if (update.Error is not ListError.None)
            {
                metrics.CountError(list.Name, update.Error);
                if (update.Error != known.Error)
                {
                    LogNotUpdated(list.Name, update.Error.Sentence(), known.FetchedAt is null ? "there is no earlier copy" : "the last good copy stays");
                }
            }
            else if (update.IsChanged)
            {
                metrics.CountUpdate(list.Name);
            }
        }
    }

    /// <summary>What of a list is in force; null if it could not be read.</summary>
    public void NoteLoaded(ListDefinition list, RuleTally? tally)
    {
        lock (_gate)
        {
            _lists[list.Id] = Find(list) with
            {
                IsLoaded = tally is not null,
                Names = tally?.Names ?? 0,
                Invalid = tally?.Invalid ?? 0,
                Ignored = tally is null ? [] : [.. Problems.Where(problem => tally[problem] > 0).Select(problem => KeyValuePair.Create(problem, tally[problem]))],
            };
            if (tally is { Invalid: > 0 })
            {
                LogInvalidLines(list.Name, tally.Invalid, tally.ToString());
            }
        }
    }

    /// <summary>Forgets lists that are no longer configured.</summary>
    public void KeepOnly(IReadOnlyList<ListDefinition> lists)
    {
        lock (_gate)
        {
            foreach (ushort gone in _lists.Keys.Except(lists.Select(list => list.Id)).ToArray())
            {
                _lists.Remove(gone);
            }
        }
    }

    /// <summary>Tells the board and the metrics what the notes add up to.</summary>
    public void Publish()
    {
        IReadOnlyList<ListStatus> lists = Lists;
        metrics.Observe(lists);
        ListStatus? ailing = lists.FirstOrDefault(list => !list.IsLoaded) ?? lists.FirstOrDefault(list => list.Error is not ListError.None);
        if (!options.Value.Enabled)
        {
            board.Report(Part, HealthState.Ok, "Filtering is switched off.");
        }
        else if (ailing is not null)
        {
            string holds = (ailing.IsLoaded, ailing.FetchedAt) switch
            {
                (false, _) => "none of its rules are in force",
                (true, { } taken) => $"its copy of {taken.UtcDateTime:yyyy-MM-dd HH:mm} UTC is in force",
                _ => "its rules are in force",
            };
            string reason = ailing.Error is ListError.None ? "is not there yet" : ailing.Error.Sentence();
            board.Report(Part, HealthState.Degraded, $"The list '{ailing.Name}' {reason}; {holds}.");
        }
        else if (!catalog.IsSaved)
        {
            board.Report(Part, HealthState.Degraded, "The catalogue of lists could not be written; numbers of new lists are good for this run only.");
        }
        else
        {
            board.Report(Part, HealthState.Ok, $"{lists.Count} lists with {lists.Sum(list => (long)list.Names)} names are in force.");
        }
    }

    private ListStatus Find(ListDefinition list) =>
        _lists.GetValueOrDefault(list.Id) is { } known && known.Source == list.Source.ToString() && known.Kind == list.Kind
            ? known
            : new ListStatus(
                list.Id, list.Name, list.Source.ToString(), list.Kind, IsLoaded: false, 0, 0, catalog.StateOf(list.Name).FetchedAt, ListError.None);

    [LoggerMessage(1410, LogLevel.Warning, "The list '{List}' {Problem}; {Consequence}.")]
    private partial void LogNotUpdated(string list, string problem, string consequence);

    [LoggerMessage(1411, LogLevel.Debug, "{Count} lines of the list '{List}' decide nothing: {Problems}.")]
    private partial void LogInvalidLines(string list, int count, string problems);
}
