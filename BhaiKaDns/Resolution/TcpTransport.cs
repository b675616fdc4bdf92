namespace BhaiKaDns.Resolution;

/// <summary>
/// Exchanges over TCP: connections are kept while they are used, many exchanges share one, and answers may come in any order
/// (RFC 7766, sections 6.2 and 7).
/// </summary>
internal sealed class TcpTransport(TimeProvider time) : IUpstreamTransport
{
    private const int MaxConnectionsPerUpstream = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<Upstream, List<TcpUpstreamConnection>> _connections = [];
    private bool _isDisposed;

    public UpstreamError Start(UpstreamExchange exchange)
    {
        TcpUpstreamConnection connection;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return UpstreamError.Overloaded;
            }

            if (!_connections.TryGetValue(exchange.Upstream, out List<TcpUpstreamConnection>? open))
            {
                _connections[exchange.Upstream] = open = [];
            }

            foreach (TcpUpstreamConnection known in open)
            {
                if (known.TryAdd(exchange))
                {
                    return UpstreamError.None;
                }
            }

            if (open.Count >= MaxConnectionsPerUpstream)
            {
                return UpstreamError.Overloaded;
            }

            connection = new TcpUpstreamConnection(exchange.Upstream.Address.Endpoint, time);
            _ = connection.TryAdd(exchange);
            open.Add(connection);
        }

        _ = RunAsync(connection, exchange.Upstream);
        return UpstreamError.None;
    }

    public void Abandon(UpstreamExchange exchange) => (exchange.Channel as TcpUpstreamConnection)?.Remove(exchange);

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (TcpUpstreamConnection connection in _connections.Values.SelectMany(open => open))
            {
                connection.Dispose();
            }
        }
    }

    private async Task RunAsync(TcpUpstreamConnection connection, Upstream upstream)
    {
        // Off the caller's thread: it holds its question's lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using (connection)
        {
            await connection.RunAsync();
        }

        lock (_gate)
        {
            _ = _connections[upstream].Remove(connection);
        }

        foreach (UpstreamExchange exchange in connection.TakePending())
        {
            // The other side may close an idle connection at any time, also while a query is on its way (RFC 7766, section 6.2.4).
            if (!connection.HasAnswered || exchange.WasResent)
            {
                exchange.Fail(UpstreamError.ConnectionFailed);
                continue;
            }

            exchange.WasResent = true;
            UpstreamError error = Start(exchange);
            if (error is not UpstreamError.None)
            {
                exchange.Fail(error);
            }
        }
    }
}
