using System.Diagnostics.Metrics;
using BhaiKaDns.Hosting;
using BhaiKaDns.Listeners.Tcp;

namespace BhaiKaDns.Listeners;

/// <summary>What the listeners count. Safe from any thread.</summary>
internal sealed class ListenersMetrics
{
    public const string MeterName = "BhaiKaDns.Listeners";

    private static readonly KeyValuePair<string, object?>[] CloseReasons =
        [.. Enum.GetValues<CloseReason>().Select(reason => new KeyValuePair<string, object?>("reason", reason.Id()))];

    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _socketErrors;
    private readonly HostingMetrics _hosting;

    public ListenersMetrics(IMeterFactory meters, HostingMetrics hosting)
    {
        _hosting = hosting;
        Meter meter = meters.Create(MeterName);
        _connections = meter.CreateUpDownCounter<long>("bhaikadns.tcp.connections", "{connection}", "TCP connections that are open now.");
        _accepted = meter.CreateCounter<long>("bhaikadns.tcp.accepted", "{connection}", "TCP connections that were accepted.");
        _refused = meter.CreateCounter<long>("bhaikadns.tcp.refused", "{connection}", "TCP connections closed at once because all others were busy.");
        _closed = meter.CreateCounter<long>("bhaikadns.tcp.closed", "{connection}", "TCP connections that ended, by what ended them.");
        _socketErrors = meter.CreateCounter<long>("bhaikadns.udp.socket.errors", "{error}", "Errors of UDP sockets while receiving or sending.");
    }

    public void Accepted()
    {
        _accepted.Add(1);
        _connections.Add(1);
    }

    public void Refused() => _refused.Add(1);

    public void Closed(CloseReason reason)
    {
        _connections.Add(-1);
        _closed.Add(1, CloseReasons[(int)reason]);
    }

    /// <summary>A query met an error of this server.</summary>
    public void QueryFailed() => _hosting.Error(ErrorPart.Listeners);

    public void SocketErrors(long count) => _socketErrors.Add(count);
}
