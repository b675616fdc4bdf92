using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// All open connections, and who must leave when a cap is reached: first those that never sent a whole query (the oldest first), then
/// those that wait for nothing (the longest idle first). Connections with outstanding queries never leave for a new one. Does no I/O;
/// the caller closes what it is told to. Safe from any thread.
/// </summary>
internal sealed class ConnectionTable(TcpOptions limits)
{
    private readonly Lock _gate = new();
    private readonly List<ConnectionState> _connections = [];
    private readonly Dictionary<ClientAddress, int> _perClient = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>
    /// Takes a new connection in. False when a cap is reached and every candidate to leave is busy. <paramref name="evicted"/> is no
    /// longer in the table and must be closed. A client over its own cap loses one of its own, not another's.
    /// </summary>
    public bool TryAdd(ConnectionState connection, out ConnectionState? evicted)
    {
        lock (_gate)
        {
            evicted = null;
            int own = _perClient.GetValueOrDefault(connection.Client);
            bool ownCap = own >= limits.MaxConnectionsPerClient;
            if (ownCap || _connections.Count >= limits.MaxConnections)
            {
                evicted = FirstToLeave(ownCap ? connection.Client : null);
                if (evicted is null)
                {
                    return false;
                }

                RemoveCore(evicted);
            }

            connection.Slot = _connections.Count;
            _connections.Add(connection);
            _perClient[connection.Client] = _perClient.GetValueOrDefault(connection.Client) + 1;
            return true;
        }
    }

    /// <summary>Forgets a connection; nothing happens if it had left already.</summary>
    public void Remove(ConnectionState connection)
    {
        lock (_gate)
        {
            RemoveCore(connection);
        }
    }

    /// <summary>Fills <paramref name="overdue"/> with the connections whose time is up. They stay in the table until removed.</summary>
    public void CollectOverdue(long nowMs, List<(ConnectionState Connection, CloseReason Reason)> overdue)
    {
        lock (_gate)
        {
            foreach (ConnectionState connection in _connections)
            {
                CloseReason reason = connection.Overdue(nowMs, limits);
                if (reason is not CloseReason.None)
                {
                    overdue.Add((connection, reason));
                }
            }
        }
    }

    /// <summary>The connections of this moment.</summary>
    public ConnectionState[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _connections];
        }
    }

    // A scan: 1,000 connections take some microseconds, and only at a cap. An order kept up to date would cost each query instead.
    private ConnectionState? FirstToLeave(ClientAddress? among)
    {
        ConnectionState? first = null;
        foreach (ConnectionState connection in _connections)
        {
            if (!connection.IsBusy && (among is null || connection.Client == among) && (first is null || LeavesBefore(connection, first)))
            {
                first = connection;
            }
        }

        return first;
    }

    private static bool LeavesBefore(ConnectionState left, ConnectionState right) =>
        left.HasSpoken == right.HasSpoken ? left.LastActivityMs < right.LastActivityMs : !left.HasSpoken;

    private void RemoveCore(ConnectionState connection)
    {
        int slot = connection.Slot;
        if (slot < 0)
        {
            return;
        }

        ConnectionState last = _connections[^1];
        _connections[slot] = last;
        last.Slot = slot;
        _connections.RemoveAt(_connections.Count - 1);
        connection.Slot = -1;
        int left = _perClient[connection.Client] - 1;
        if (left == 0)
        {
            _ = _perClient.Remove(connection.Client);
        }
        else
        {
            _perClient[connection.Client] = left;
        }
    }
}
