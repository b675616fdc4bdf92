namespace BhaiKaDns.QueryLog;

/// <summary>One who watches the <see cref="QueryFeed"/>. Used by one caller at a time.</summary>
internal sealed class QueryFeedReader(QueryFeed feed, long place, DateTimeOffset since) : IDisposable
{
    private long _place = place;
    private bool _isClosed;

    /// <summary>When it began: older rows are in the log.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Rows that came since the last call and pass the search, oldest first.</summary>
    /// <param name="limit">Most rows; of more than that the newest.</param>
    public FeedCatch Take(QuerySearch search, int limit) => feed.Take(ref _place, search, limit);

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            feed.Close();
        }
    }
}
