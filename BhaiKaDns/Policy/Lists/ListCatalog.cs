using System.Text;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// Numbers of lists and what is known of their copies, kept in <c>lists/catalog.tsv</c> of the data directory. A number is never
/// given to another name. Safe from any thread.
/// </summary>
internal sealed partial class ListCatalog
{
    /// <summary>Number of the rules that the people of this home wrote.</summary>
    public const ushort RulesId = 1;

    /// <summary>Name that stands for <see cref="RulesId"/>.</summary>
    public const string RulesName = "rules";

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly ILogger<ListCatalog> _logger;
    private readonly Dictionary<ushort, ListState> _states = [];
    private volatile bool _isSaved = true;
    private bool _isDirty;

    public ListCatalog(DataDirectory directory, ILogger<ListCatalog> logger)
    {
        _path = directory.Combine("lists", "catalog.tsv");
        _logger = logger;
        Load();
    }

    /// <summary>False after the file could not be written: numbers and copies are then good for this run only.</summary>
    public bool IsSaved => _isSaved;

    /// <summary>Name of a list, also of one that is no longer configured; null for 0 and for numbers never given.</summary>
    public string? NameOf(ushort id)
    {
        lock (_gate)
        {
            return id == RulesId ? RulesName : _states.GetValueOrDefault(id)?.Name;
        }
    }

    /// <summary>What is known of the list with this name; a name never seen gets its number here, for good after <see cref="Keep"/>.</summary>
    public ListState StateOf(string name)
    {
        lock (_gate)
        {
            ListState? state = _states.Values.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
            if (state is null)
            {
                int id = _states.Keys.Select(known => (int)known).Append(RulesId).Max() + 1;
                state = new ListState(checked((ushort)id), name);
                _states.Add(state.Id, state);
                _isDirty = true;
            }

            return state;
        }
    }

    /// <summary>
    /// Writes numbers that were given since the last write. A start gives them again in the same order, so this may wait until after
    /// the first answers.
    /// </summary>
    public void Keep()
    {
        lock (_gate)
        {
            if (_isDirty)
            {
                Write();
            }
        }
    }

    /// <summary>Remembers a new state of a list.</summary>
    public void Save(ListState state)
    {
        lock (_gate)
        {
            _states[state.Id] = state;
            Write();
        }
    }

    private void Load()
    {
        try
        {
            if (!File.Exists(_path))
            {
                return;
            }

            foreach (ListState state in ListCatalogText.Read(File.ReadAllText(_path)))
            {
                _states[state.Id] = state;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            _states.Clear();
            LogUnreadable(problem.Message);
            SetAside();
        }
    }

    private void Write()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            string next = _path + ".new";
            using (FileStream file = File.Create(next))
            {
                file.Write(Encoding.UTF8.GetBytes(ListCatalogText.Write(_states.Values.OrderBy(state => state.Id))));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
            _isSaved = true;
            _isDirty = false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (_isSaved)
            {
                LogUnwritable(problem.Message);
            }

            _isSaved = false;
        }
    }

    private void SetAside()
    {
        try
        {
            File.Move(_path, _path + ".unreadable", overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(problem.Message);
        }
    }

    [LoggerMessage(1400, LogLevel.Warning, "The catalogue of lists could not be read and was set aside; lists get new numbers and are fetched again: {Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(1401, LogLevel.Warning, "The catalogue of lists could not be written; numbers of new lists are good for this run only: {Problem}")]
    private partial void LogUnwritable(string problem);
}
