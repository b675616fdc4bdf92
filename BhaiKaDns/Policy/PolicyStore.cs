using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy;

/// <summary>
/// Holds the policy in force. A change is built aside and put in place by one reference, while queries go on; memory of the table
/// that was replaced goes back to the system as soon as no query can still be in it.
/// </summary>
internal sealed partial class PolicyStore : IDisposable
{
    // A query is in Judge for microseconds. A thread that was stopped for longer than this finds an empty table, and its verdict
    // carries the old generation, so it is judged again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _changing = new(1, 1);

    // Lists are compiled outside of the gate of changes: what a person changes meanwhile must not wait for a million lines.
    private readonly SemaphoreSlim _rebuilding = new(1, 1);
    private readonly PolicyComposer _composer = new();
    private readonly PolicyDocuments _documents;
    private readonly PolicyMetrics _metrics;
    private readonly PolicyOptions _declared;
    private readonly ListDefinitions _definitions;
    private readonly ListCompiler _compiler;
    private readonly ListUpdater _updater;
    private readonly ListHealth _health;
    private readonly RecordBook _records;
    private readonly FilteringOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PolicyStore> _logger;
    private volatile PolicySnapshot _current;

    public PolicyStore(
        ListDefinitions definitions,
        ListCompiler compiler,
        ListUpdater updater,
        ListHealth health,
        RecordBook records,
        AnswerSettings answers,
        PolicyDocuments documents,
        PolicyMetrics metrics,
        IOptions<FilteringOptions> options,
        IOptions<PolicyOptions> declared,
        TimeProvider time,
        ILogger<PolicyStore> logger)
    {
        _documents = documents;
        _metrics = metrics;
        _declared = declared.Value;
        _definitions = definitions;
        _compiler = compiler;
        _updater = updater;
        _health = health;
        _records = records;
        _options = options.Value;
        _time = time;
        _logger = logger;
        Rules = [.. _options.Rules];
        PolicyParts first = PolicyParts.Empty with { Definitions = Lists, Mode = ModeFor(loaded: 0), Answers = answers };
        Parts = first.WithRules(Rules).WithModel(new PolicyModel(_declared, StoredPolicy.Empty), time).WithConditions();
        _current = _composer.Compose(1, Parts);
    }

    /// <summary>What queries are judged by now. Take it once per query.</summary>
    public PolicySnapshot Current => _current;

    /// <summary>What <see cref="Current"/> is composed of.</summary>
    public PolicyParts Parts { get; private set; }

    /// <summary>The lists in use; those that <see cref="Current"/> knows are <see cref="Composed"/>.</summary>
    public IReadOnlyList<ListDefinition> Lists => _definitions.Current;

    /// <summary>The lists that <see cref="Current"/> was made from; null before the first loading.</summary>
    public IReadOnlyList<ListDefinition>? Composed { get; private set; }

    /// <summary>The rules of this home in force.</summary>
    public IReadOnlyList<string> Rules { get; private set; }

    /// <summary>The people, devices and names of the home as they are in force.</summary>
    public PolicyModel Model => Parts.Model;

    /// <summary>
    /// Loads what can be had without network: built-in lists, last good copies, files. Called before the listeners open. Trouble
    /// with a list is noted, never thrown.
    /// </summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        StoredPolicy stored = await _documents.LoadAsync(cancellationToken);
        if (!stored.IsEmpty)
        {
            await SetStoredAsync(stored, cancellationToken);
        }

        foreach (ListDefinition list in Lists.Where(list => list.Source.Kind is ListSourceKind.File))
        {
            _health.NoteUpdate(list, await _updater.UpdateAsync(list, accept: false, cancellationToken));
        }

        await RefreshRecordsAsync(cancellationToken);
        await RebuildAsync(cancellationToken);
    }

    /// <summary>Compiles all lists from what lies on disk and puts the result in force.</summary>
    public async Task RebuildAsync(CancellationToken cancellationToken)
    {
        await _rebuilding.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<ListDefinition> definitions = Lists;
            (CompiledRules lists, int loaded) = await Task.Run(
                () =>
                {
                    CompiledRules compiled = _compiler.Compile(definitions, out int count);
                    return (compiled, count);
                },
                cancellationToken);
            Composed = definitions;
            await ChangeAsync(parts => parts with { Lists = lists, Definitions = definitions, Mode = ModeFor(loaded) }, cancellationToken);
            LogLoaded(_current.Generation, loaded, lists.Count);
        }
        finally
        {
            _rebuilding.Release();
        }

        _health.Publish();
    }

    /// <summary>Puts what people set in force; the lists are not touched.</summary>
    public Task SetStoredAsync(StoredPolicy stored, CancellationToken cancellationToken)
    {
        // Lists that came are fetched, and those that went leave, by the refresher.
        _definitions.SetAdded(stored.Lists, stored.ListSwitches);
        PolicyModel model = new(_declared, stored);
        return ChangeAsync(
            parts =>
            {
                PolicyParts changed = parts.WithModel(model, _time);
                if (ReferenceEquals(_records.Stored, stored.Records))
                {
                    return changed;
                }

                _records.Stored = stored.Records;
                return changed.WithRecords(_records.Compile());
            },
            cancellationToken);
    }

    /// <summary>Looks at the clock: schedules begin and end, pauses and granted hours end. True if anything changed.</summary>
    public async Task<bool> TickAsync(CancellationToken cancellationToken)
    {
        PolicyParts before = Parts;
        if (PolicyMoment.Of(before.Model, _time.GetUtcNow(), _time.LocalTimeZone).Signature == before.Moment.Signature)
        {
            return false;
        }

        await ChangeAsync(parts => parts.WithModel(parts.Model, _time), cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes over which addresses are behind which MAC addresses. Classes keep their meaning, so the generation stays and nothing is
    /// judged again.
    /// </summary>
    public async Task SetNeighboursAsync(IReadOnlyList<Neighbour> neighbours, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            Parts = Parts with { Neighbours = neighbours };
            _current = _composer.Compose(_current.Generation, Parts);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Reads the hosts files that changed, and puts them in force if any did; the first time also the records of the settings.</summary>
    public Task RefreshRecordsAsync(CancellationToken cancellationToken) =>
        ChangeAsync(parts => _records.Refresh() || ReferenceEquals(parts.Records, LocalRecords.Empty) ? parts.WithRecords(_records.Compile()) : parts, cancellationToken);

    /// <summary>Puts other rules of this home in force; the lists are not touched.</summary>
    public Task SetRulesAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken) => ChangeAsync(
        parts =>
        {
            Rules = [.. rules];
            return parts.WithRules(Rules);
        },
        cancellationToken);

    public void Dispose()
    {
        _changing.Dispose();
        _rebuilding.Dispose();
    }

    private async Task ChangeAsync(Func<PolicyParts, PolicyParts> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            PolicyParts before = Parts;
            PolicyParts changed = change(before);
            if (ReferenceEquals(changed, before))
            {
                return;
            }

            Parts = changed.WithConditions();
            _current = _composer.Compose(_current.Generation + 1, Parts);
            foreach (CompiledRules replaced in before.Compiled.Except(Parts.Compiled))
            {
                _ = RetireAsync(replaced);
            }
        }
        finally
        {
            _changing.Release();
        }

        _metrics.Observe(Parts.Model.Devices.Count, _current.Classes.Count(policyClass => policyClass is not null), Parts.Moment.Pauses.Count);
    }

    private PolicyMode ModeFor(int loaded) => _options switch
    {
        { Enabled: false } => PolicyMode.Off,
        { WhenUnavailable: UnavailableMode.Refuse } when loaded == 0 && Lists.Count > 0 => PolicyMode.Refuse,
        _ => PolicyMode.Filter,
    };

    private async Task RetireAsync(CompiledRules replaced)
    {
        await Task.Delay(Grace, _time);
        replaced.Retire();
    }

    [LoggerMessage(1420, LogLevel.Information, "Policy generation {Generation} is in force: {Lists} lists with {Names} distinct names.")]
    private partial void LogLoaded(uint generation, int lists, int names);
}
