namespace BhaiKaDns.Pipeline;

/// <summary>What became of a query on the listener's own thread.</summary>
internal enum HandlingResult : byte
{
    /// <summary>No response will be sent, now or later.</summary>
    Silent = 0,

    /// <summary>The response stands in the buffer that the listener gave.</summary>
    Answered = 1,

    /// <summary>A copy of the query waits; its reply sink will be called.</summary>
    Deferred = 2,
}
