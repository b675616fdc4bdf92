namespace BhaiKaDns.Resolution;

/// <summary>
/// Carries exchanges to upstreams and brings back what comes. Never calls into an exchange from within its own methods or while it
/// holds a lock, and tells an exchange its end at most once.
/// </summary>
internal interface IUpstreamTransport : IDisposable
{
    /// <summary>
    /// Sends the request. After <see cref="UpstreamError.None"/> the transport calls the exchange's methods from a thread of its own,
    /// until one of them has ended it or <see cref="Abandon"/> was called; after any other result it knows nothing of the exchange.
    /// </summary>
    UpstreamError Start(UpstreamExchange exchange);

    /// <summary>Forgets an exchange. What comes for it later is dropped; a call that is under way may still arrive.</summary>
    void Abandon(UpstreamExchange exchange);
}
