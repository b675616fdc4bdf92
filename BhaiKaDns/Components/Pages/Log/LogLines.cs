using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Components.Language;
using BhaiKaDns.QueryLog;

namespace BhaiKaDns.Components.Pages.Log;

/// <summary>The rows of one open page, newest first, never more than a circuit may hold.</summary>
internal sealed class LogLines(HomeNames names, Texts texts)
{
    /// <summary>Most rows while new ones come in; older ones fall out at the end unless they were asked for.</summary>
    public const int MaxLive = 100;

    /// <summary>Most rows with those that were asked for.</summary>
    public const int MaxInAll = 1_000;

    private List<LogLine> _lines = [];
    private int _asked;
    private long _key;

    public IReadOnlyList<LogLine> Lines => _lines;

    public bool IsFull => _lines.Count >= MaxInAll;

    /// <summary>Distance of the reader's clock from UTC.</summary>
    public TimeSpan UtcOffset { get; set; }

    /// <summary>Takes these rows in place of all others.</summary>
    /// <param name="rows">Newest first.</param>
    public void Replace(IEnumerable<QueryLogRow> rows)
    {
        _lines = [.. rows.Select(Make)];
        _asked = 0;
    }

    /// <param name="rows">Oldest first.</param>
    public void AddNew(IReadOnlyList<QueryLogRow> rows)
    {
        _lines = [.. rows.Reverse().Select(Make), .. _lines];
        int most = Math.Min(MaxLive + _asked, MaxInAll);
        if (_lines.Count > most)
        {
            _lines.RemoveRange(most, _lines.Count - most);
        }
    }

    /// <param name="rows">Newest first, all older than what is here.</param>
    public void AddOlder(IReadOnlyList<QueryLogRow> rows)
    {
        _lines = [.. _lines, .. rows.Take(MaxInAll - _lines.Count).Select(Make)];
        _asked = Math.Max(0, _lines.Count - MaxLive);
    }

    private LogLine Make(QueryLogRow row) => LogLine.Of(row, _key++, names, texts, UtcOffset);
}
