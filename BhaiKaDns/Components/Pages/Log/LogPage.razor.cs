using BhaiKaDns.Access;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace BhaiKaDns.Components.Pages.Log;

/// <summary>
/// The log as it is written. All open pages look into one feed, each twice a second at most; what stood in the log before comes from
/// the disk, off the circuit. A page that is left looks no more.
/// </summary>
public sealed partial class LogPage : ComponentBase, IDisposable
{
    private const int RowsAtOnce = 60;

    // Faster than this nobody reads; then every second beat is enough.
    private const int ManyRows = 40;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private LogLines _lines = null!;
    private QueryFeedReader? _reader;
    private QuerySearch _search = QuerySearch.Everything;
    private QuerySearchProblem? _problem;
    private QueryLogCursor? _older;
    private string _text = "";
    private long _missed;
    private int _reading;
    private bool _isBusyTime;
    private bool _isBridged;
    private bool _isHeld;
    private bool _hasFailed;

    /// <summary>What the address of the page asks for.</summary>
    [SupplyParameterFromQuery(Name = "search")]
    public string? Asked { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private QueryFeed Feed { get; set; } = null!;

    [Inject]
    private QueryLogReader Log { get; set; } = null!;

    [Inject]
    private HomeNames Names { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<LogPage> Logger { get; set; } = null!;

    private bool IsReading => _reading > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _reader?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _lines = new LogLines(Names, T) { UtcOffset = Time.LocalTimeZone.GetUtcOffset(Time.GetUtcNow()) };
        _text = Asked?[..Math.Min(Asked.Length, QuerySearch.MaxLength)] ?? "";
        await ApplyAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Never reached while prerendering: who does not stay watches nothing.
        if (!firstRender)
        {
            return;
        }

        _reader = Feed.Open();
        try
        {
            _lines.UtcOffset = TimeSpan.FromMinutes(await Browser.InvokeAsync<int>("bhaiKaDns.utcOffsetMinutes", _leaving.Token));
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The server's own zone stays: in a home it is nearly always the reader's.
        }
    }

    private async Task BeatAsync()
    {
        _isBusyTime = !_isBusyTime && _missed > 0;
        if (_reader is null || _isBusyTime)
        {
            return;
        }

        if (!_isBridged && !_isHeld && Time.GetUtcNow() - _reader.Since >= 2 * Beat)
        {
            // What came before the feed was opened is on disk by now.
            _isBridged = true;
            await ReadNewestAsync();
            return;
        }

        FeedCatch caught = _reader.Take(_search, _isHeld ? 0 : ManyRows);
        _missed = _isHeld || caught.Lost + caught.Passed > 0 ? _missed + caught.Lost + caught.Passed : caught.Rows.Count > 0 ? 0 : _missed;
        if (caught.Rows.Count > 0)
        {
            _lines.AddNew(caught.Rows);
        }
    }

    private async Task ApplyAsync()
    {
        if (QuerySearch.TryParse(_text, Names.ForSearch, out QuerySearch? search, out _problem))
        {
            _search = search;
            await ReadNewestAsync();
        }
    }

    private async Task ReadNewestAsync()
    {
        QuerySearch search = _search;
        if (await TryReadAsync(new QueryLogFilter { Search = search, Limit = RowsAtOnce }) is { } page && ReferenceEquals(search, _search))
        {
            // What the feed has brought since stands in the log too, or will in half a second.
            FeedCatch caught = _reader?.Take(search, ManyRows) ?? FeedCatch.Nothing;
            _lines.Replace(page.Rows);
            HashSet<QueryLogRow> known = [.. page.Rows];
            _lines.AddNew([.. caught.Rows.Where(row => !known.Contains(row))]);
            _older = page.Next;
            _missed = 0;
        }
    }

    private async Task ReadOlderAsync()
    {
        QuerySearch search = _search;
        if (await TryReadAsync(new QueryLogFilter { Search = search, Limit = RowsAtOnce, Before = _older }) is { } page && ReferenceEquals(search, _search))
        {
            _lines.AddOlder(page.Rows);
            _older = page.Next;
        }
    }

    private async Task<QueryLogPage?> TryReadAsync(QueryLogFilter filter)
    {
        _reading++;
        try
        {
            QueryLogPage page = await Log.ReadAsync(filter, _leaving.Token);
            _hasFailed = false;
            return page;
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            _hasFailed = true;
            LogUnreadable(Logger, exception);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _reading--;
        }
    }

    private async Task HoldAsync()
    {
        _isHeld = !_isHeld;
        _missed = 0;
        if (!_isHeld)
        {
            await ReadNewestAsync();
        }
    }

    private async Task ToggleAsync(string term)
    {
        _text = Has(term)
            ? string.Join(' ', _text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part != term))
            : $"{_text.Trim()} {term}".Trim();
        await ApplyAsync();
    }

    private Task AskWhyAsync(LogLine line) => WhyDialog.ShowAsync(Dialogs, line.Name!, line.Type, line.Client, Details(line));

    [LoggerMessage(2221, LogLevel.Warning, "The live log could not be read for a page; the page says so.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
