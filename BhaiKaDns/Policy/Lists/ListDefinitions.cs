using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>The lists in use at this moment: those of the settings and those that people added. Safe from any thread.</summary>
internal sealed class ListDefinitions
{
    private readonly Lock _gate = new();
    private readonly FilteringOptions _options;
    private readonly ListCatalog _catalog;
    private volatile IReadOnlyList<ListDefinition> _current;
    private IReadOnlyList<ListOptions> _added = [];
    private IReadOnlyList<ListSwitch> _switches = [];
    private TaskCompletionSource _change = NewChange();

    public ListDefinitions(IOptions<FilteringOptions> options, ListCatalog catalog)
    {
        _options = options.Value;
        _catalog = catalog;
        _current = Define();
    }

    /// <summary>Each with its number, those of the settings first.</summary>
    public IReadOnlyList<ListDefinition> Current => _current;

    /// <summary>Every list, those that are switched off included, those of the settings first.</summary>
    public IReadOnlyList<KnownList> Known
    {
        get
        {
            lock (_gate)
            {
                return [.. Name()];
            }
        }
    }

    /// <summary>Completes with the next change; take it before looking at <see cref="Current"/>.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _change.Task;
            }
        }
    }

    /// <summary>
    /// Replaces the lists that people added. One with a name or source that cannot be used, and one whose name the settings use, is left out:
    /// whoever stores lists has checked them.
    /// </summary>
    /// <param name="switches">Which lists of the settings are on or off all the same.</param>
    public void SetAdded(IReadOnlyList<ListOptions> lists, IReadOnlyList<ListSwitch>? switches = null)
    {
        lock (_gate)
        {
            _added = lists;
            _switches = switches ?? [];
            List<ListDefinition> next = Define();
            if (next.SequenceEqual(_current))
            {
                return;
            }

            _current = next;
            TaskCompletionSource change = _change;
            _change = NewChange();
            change.SetResult();
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<ListDefinition> Define()
    {
        List<ListDefinition> definitions = [];
        foreach (KnownList known in _options.Enabled ? Name() : [])
        {
            ListOptions list = known.Options;
            if (known.IsOn && ListSource.TryParse(list.Source, out ListSource source, out _))
            {
                ListKind kind = ListPresets.TryFind(list.Source, out ListPreset? preset, out _) ? preset.Kind : list.Kind;
                bool isTrusted = known.IsDeclared || _options.AllowPrivateSources;
                definitions.Add(new ListDefinition(_catalog.StateOf(list.Name).Id, list.Name, source, kind, list.Interval, isTrusted));
            }
        }

        return definitions;
    }

    // A list that is switched off keeps its name to itself.
    private IEnumerable<KnownList> Name()
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { ListCatalog.RulesName };
        foreach (ListOptions list in _options.Lists.Where(list => list.Name.Length > 0 && names.Add(list.Name)))
        {
            ListSwitch? own = _switches.FirstOrDefault(known => string.Equals(known.Name, list.Name, StringComparison.OrdinalIgnoreCase));
            yield return new KnownList(list, IsDeclared: true, own?.IsOn ?? list.Enabled);
        }

        foreach (ListOptions list in _added.Where(list => list.Name.Length > 0 && names.Add(list.Name)))
        {
            yield return new KnownList(list, IsDeclared: false, list.Enabled);
        }
    }
}

/// <summary>A list that the settings declare or a person added, whether it is in use or not.</summary>
internal sealed record KnownList(ListOptions Options, bool IsDeclared, bool IsOn);
