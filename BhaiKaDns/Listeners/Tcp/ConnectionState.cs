using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// What caps and time-outs need to know of one connection. Written by whoever works for the connection, read by the sweep and the
/// accept loop without a lock: a value that is a moment old moves a time-out by that moment.
/// </summary>
/// <param name="close">Ends the connection; safe from any thread and more than once.</param>
internal sealed class ConnectionState(ClientAddress client, long openedAtMs, Action<CloseReason> close)
{
    private const long Never = -1;

    private long _lastActivityMs = openedAtMs;
    private long _partialSinceMs = Never;
    private long _blockedSinceMs = Never;
    private volatile bool _hasSpoken;
    private volatile bool _isBusy;

    public ClientAddress Client { get; } = client;

    /// <summary>Whether a whole query ever came.</summary>
    public bool HasSpoken => _hasSpoken;

    /// <summary>Whether queries or octets of answers are outstanding.</summary>
    public bool IsBusy
    {
        get => _isBusy;
        set => _isBusy = value;
    }

    /// <summary>When a whole query last came or an answer last left; at first, when the connection was accepted.</summary>
    public long LastActivityMs => Volatile.Read(ref _lastActivityMs);

    /// <summary>Place in the table; the table's alone.</summary>
    public int Slot { get; set; } = -1;

    public void Close(CloseReason reason) => close(reason);

    /// <summary>Notes whole queries.</summary>
    public void Asked(long nowMs)
    {
        _hasSpoken = true;
        Volatile.Write(ref _lastActivityMs, nowMs);
    }

    /// <summary>Notes an answer that had to wait.</summary>
    public void Answered(long nowMs) => Volatile.Write(ref _lastActivityMs, nowMs);

    /// <summary>Notes that a query has begun. Later octets of the same query change nothing, or one octet a second would hold the connection.</summary>
    public void BeganQuery(long nowMs) => _ = Interlocked.CompareExchange(ref _partialSinceMs, nowMs, Never);

    /// <summary>Notes that no query is half read, or that it is we who do not read on.</summary>
    public void EndedQuery() => Volatile.Write(ref _partialSinceMs, Never);

    /// <summary>Notes that answers wait for the client's window, or that some of them went out.</summary>
    public void Blocked(long nowMs) => Volatile.Write(ref _blockedSinceMs, nowMs);

    public void Unblocked() => Volatile.Write(ref _blockedSinceMs, Never);

    /// <summary>Which limit has passed; <see cref="CloseReason.None"/> for none.</summary>
    public CloseReason Overdue(long nowMs, TcpOptions limits)
    {
        long partial = Volatile.Read(ref _partialSinceMs);
        if (partial != Never && nowMs - partial >= limits.HalfSentTimeout.TotalMilliseconds)
        {
            return CloseReason.HalfSent;
        }

        long blocked = Volatile.Read(ref _blockedSinceMs);
        if (blocked != Never && nowMs - blocked >= limits.SendTimeout.TotalMilliseconds)
        {
            return CloseReason.SlowReader;
        }

        return !_isBusy && nowMs - LastActivityMs >= limits.IdleTimeout.TotalMilliseconds ? CloseReason.Idle : CloseReason.None;
    }
}
