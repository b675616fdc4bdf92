namespace BhaiKaDns.Listeners.Tcp;

/// <summary>What ended a connection. Values are an index and start at zero without gaps.</summary>
internal enum CloseReason : byte
{
    None = 0,

    /// <summary>The client closed it, or went away.</summary>
    Client,

    /// <summary>Nothing was asked for longer than the idle limit (RFC 7766, section 6.2.3).</summary>
    Idle,

    /// <summary>A query was begun and not finished in time.</summary>
    HalfSent,

    /// <summary>Closed in favour of a new connection when a cap was reached.</summary>
    Evicted,

    /// <summary>The client asks but does not read the answers.</summary>
    SlowReader,

    /// <summary>The octets cannot be DNS: a message of no length.</summary>
    Protocol,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>An error of our own.</summary>
    Error,
}

/// <summary>The ids of <see cref="CloseReason"/> as metrics show them.</summary>
internal static class CloseReasonNames
{
    private static readonly string[] Ids = ["none", "client", "idle", "half-sent", "evicted", "slow-reader", "protocol", "stopping", "error"];

    public static string Id(this CloseReason reason) => Ids[(int)reason];
}
