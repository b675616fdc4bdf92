using System.Text;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
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
    private readonly ListCompiler _compiler;
    private readonly ListUpdater _updater;
    private readonly ListHealth _health;
    private readonly RecordBook _records;
    private readonly FilteringOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PolicyStore> _logger;
    private volatile PolicySnapshot _current;

    public PolicyStore(
        ListCatalog catalog,
        ListCompiler compiler,
        ListUpdater updater,
        ListHealth health,
        RecordBook records,
        AnswerSettings answers,
        IOptions<FilteringOptions> options,
        TimeProvider time,
        ILogger<PolicyStore> logger)
    {
        _compiler = compiler;
        _updater = updater;
        _health = health;
        _records = records;
        _options = options.Value;
        _time = time;
        _logger = logger;
        Lists = _options.Enabled ? [.. Define(_options, catalog)] : [];
        Rules = [.. _options.Rules];
        Parts = PolicyParts.Empty with { Rules = CompileRules(Rules), Mode = ModeFor(loaded: 0), Answers = answers };
        _current = PolicyComposer.Compose(1, Parts);
    }

    /// <summary>What queries are judged by now. Take it once per query.</summary>
    public PolicySnapshot Current => _current;

    /// <summary>What <see cref="Current"/> is composed of.</summary>
    public PolicyParts Parts { get; private set; }

    /// <summary>The lists in use.</summary>
    public IReadOnlyList<ListDefinition> Lists { get; }

    /// <summary>The rules of this home in force.</summary>
    public IReadOnlyList<string> Rules { get; private set; }

    /// <summary>
    /// Loads what can be had without network: built-in lists, last good copies, files. Called before the listeners open. Trouble
    /// with a list is noted, never thrown.
    /// </summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (ListDefinition list in Lists.Where(list => list.Source.Kind is ListSourceKind.File))
        {
            _health.NoteUpdate(list, await _updater.UpdateAsync(list, cancellationToken));
        }

        await RefreshRecordsAsync(cancellationToken);
        await RebuildAsync(cancellationToken);
    }

    /// <summary>Compiles all lists from what lies on disk and puts the result in force.</summary>
    public async Task RebuildAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            (CompiledRules lists, int loaded) = await Task.Run(
                () =>
                {
                    CompiledRules compiled = _compiler.Compile(Lists, out int count);
                    return (compiled, count);
                },
                cancellationToken);
            Replace(Parts with { Lists = lists, Mode = ModeFor(loaded) }, Parts.Lists);
            LogLoaded(_current.Generation, loaded, lists.Count);
        }
        finally
        {
            _changing.Release();
        }

        _health.Publish();
    }

    /// <summary>Puts other rules of this home in force; the lists are not touched.</summary>
    public async Task SetRulesAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            Rules = [.. rules];
            Replace(Parts with { Rules = CompileRules(Rules) }, Parts.Rules);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Reads the hosts files that changed, and puts them in force if any did; the first time also the records of the settings.</summary>
    public async Task RefreshRecordsAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_records.Refresh() || ReferenceEquals(Parts.Records, LocalRecords.Empty))
            {
                PutRecordsInForce();
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Puts other records of the database in force; those of the settings and of hosts files stay.</summary>
    public async Task SetRecordsAsync(IReadOnlyList<RecordOptions> stored, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            _records.Stored = stored;
            PutRecordsInForce();
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private static IEnumerable<ListDefinition> Define(FilteringOptions options, ListCatalog catalog)
    {
        foreach (ListOptions list in options.Lists.Where(list => list.Enabled))
        {
            // The settings were validated: a source that is none does not come here.
            if (ListSource.TryParse(list.Source, out ListSource source, out _))
            {
                yield return new ListDefinition(catalog.StateOf(list.Name).Id, list.Name, source, list.Kind);
            }
        }
    }

    private static CompiledRules CompileRules(IReadOnlyList<string> rules)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', rules));
        return rules.Count == 0
            ? CompiledRules.Empty
            : RuleCompiler.Compile([new ListText(ListCatalog.RulesId, ListKind.Block, () => new MemoryStream(text))]);
    }

    // Under the gate of changes.
    private void PutRecordsInForce()
    {
        LocalRecords records = _records.Compile();
        if (records.Count > 0 || Parts.Records.Count > 0)
        {
            Replace(Parts with { Records = records }, CompiledRules.Empty);
        }
    }

    // Under the gate of changes.
    private void Replace(PolicyParts parts, CompiledRules replaced)
    {
        Parts = parts;
        _current = PolicyComposer.Compose(_current.Generation + 1, parts);
        _ = RetireAsync(replaced);
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
