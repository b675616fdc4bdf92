using BhaiKaDns.Hosting;

namespace BhaiKaDns.Resolution;

/// <summary>What every question in flight needs of the house.</summary>
internal sealed record ResolutionContext(
    MonotonicClock Clock, TimeSpan Timeout, IUpstreamTransport Datagrams, IUpstreamTransport Streams, UpstreamObserver Observer, PendingTable Table)
{
    public IUpstreamTransport TransportOf(UpstreamExchange exchange) => exchange.OverTcp ? Streams : Datagrams;
}
