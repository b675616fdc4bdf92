namespace BhaiKaDns.Resolution;

/// <summary>Why an upstream, or all of them, gave no usable answer.</summary>
internal enum UpstreamError : byte
{
    None = 0,

    /// <summary>Silence until the patience with it was over.</summary>
    Timeout,

    /// <summary>The machine or its network said that the upstream cannot be reached.</summary>
    Unreachable,

    /// <summary>A connection could not be made, or ended before the answer.</summary>
    ConnectionFailed,

    /// <summary>RCODE REFUSED.</summary>
    Refused,

    /// <summary>RCODE SERVFAIL, or another by which a server says that it cannot answer.</summary>
    ServerFailure,

    /// <summary>The right message, but its sections cannot be read.</summary>
    Malformed,

    /// <summary>Something came that does not belong to the question; it was not believed (RFC 5452, section 9.1).</summary>
    Mismatch,

    /// <summary>Too many exchanges at once, or no descriptor left.</summary>
    Overloaded,
}

/// <summary>The ids of <see cref="UpstreamError"/> in metrics.</summary>
internal static class UpstreamErrorNames
{
    private static readonly string[] Ids =
        ["none", "timeout", "unreachable", "connection-failed", "refused", "server-failure", "malformed", "mismatch", "overloaded"];

    public static string Id(this UpstreamError error) => Ids[(int)error];
}
