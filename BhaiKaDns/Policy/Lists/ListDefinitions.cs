using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Lists;

/// <summary>The lists in use at this moment: those of the settings and those that people added. Safe from any thread.</summary>
internal sealed class ListDefinitions
{
    private readonly Lock _gate = new();
    private readonly FilteringOptions _options;
    private readonly ListCatalog _catalog;
    private volatile IReadOnlyList<ListDefinition> _current;
    private TaskCompletionSource _change = NewChange();

    public ListDefinitions(IOptions<FilteringOptions> options, ListCatalog catalog)
    {
        _options = options.Value;
        _catalog = catalog;
        _current = Define([]);
    }

    /// <summary>Each with its number, those of the settings first.</summary>
    public IReadOnlyList<ListDefinition> Current => _current;

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
    public void SetAdded(IReadOnlyList<ListOptions> lists)
    {
        lock (_gate)
        {
            List<ListDefinition> next = Define(lists);
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

    private List<ListDefinition> Define(IReadOnlyList<ListOptions> added)
    {
        List<ListDefinition> definitions = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { ListCatalog.RulesName };
        foreach (ListOptions list in _options.Enabled ? [.. _options.Lists, .. added] : Array.Empty<ListOptions>())
        {
            // A list that is switched off keeps its name to itself.
            if (list.Name.Length > 0 && names.Add(list.Name) && list.Enabled && ListSource.TryParse(list.Source, out ListSource source, out _))
            {
                ListKind kind = ListPresets.TryFind(list.Source, out ListPreset? preset, out _) ? preset.Kind : list.Kind;
                definitions.Add(new ListDefinition(_catalog.StateOf(list.Name).Id, list.Name, source, kind, list.Interval));
            }
        }

        return definitions;
    }
}
