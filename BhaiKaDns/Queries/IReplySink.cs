namespace BhaiKaDns.Queries;

/// <summary>Where the answer to a query that had to wait goes: the socket or connection it came from.</summary>
internal interface IReplySink
{
    /// <summary>
    /// Sends one response; may be called from any thread, at most once per query. Delivery is not promised: a client that has gone
    /// is nobody's error. An empty response means that none will come, so that a connection can account for it.
    /// </summary>
    void Send(QueryContext query, ReadOnlySpan<byte> response);
}
