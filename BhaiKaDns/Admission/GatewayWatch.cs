using System.Net;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Admission;

/// <summary>
/// Notices when every query comes from the address of the router: a proxy or address translation stands in front then. All devices are
/// one client, and a stranger whom it lets through is private too. Used by the one thread that drains the events.
/// </summary>
internal sealed partial class GatewayWatch(Func<IReadOnlyList<IPAddress>> gateways, HealthBoard health, TimeProvider time, ILogger<GatewayWatch> logger) : IQueryEventListener
{
    public const string Part = "clients";

    /// <summary>How many queries without any other client make it certain enough.</summary>
    private const int EnoughQueries = 200;

    private const uint LoopbackNetwork = 127;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private long _windowStart = time.GetTimestamp();
    private ClientAddress _client;
    private int _queries;
    private bool _hasSeveral;
    private bool _isShared;

    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (IsLoopback(query.Client))
        {
            return;
        }

        _hasSeveral |= _queries > 0 && query.Client != _client;
        _client = query.Client;
        _queries++;
    }

    public void EndBatch()
    {
        if (time.GetElapsedTime(_windowStart) < Window)
        {
            return;
        }

        _windowStart = time.GetTimestamp();
        if (_hasSeveral)
        {
            Note(isShared: false);
        }
        else if (_queries >= EnoughQueries)
        {
            Note(gateways().Any(gateway => ClientAddress.From(gateway) == _client));
        }

        _queries = 0;
        _hasSeveral = false;
    }

    private static bool IsLoopback(ClientAddress client) => client.IsIPv4 ? client.IPv4 >> 24 == LoopbackNetwork : client is { High: 0, Low: 1 };

    private void Note(bool isShared)
    {
        if (isShared == _isShared)
        {
            return;
        }

        _isShared = isShared;
        if (isShared)
        {
            health.Report(
                Part,
                HealthState.Degraded,
                "All queries come from the router's address: devices cannot be told apart, and whoever reaches the router is taken for private. "
                + "Let the router give out this server's address to devices instead of asking for them.");
            LogShared();
        }
        else
        {
            health.Report(Part, HealthState.Ok, "Clients ask with addresses of their own.");
            LogNotShared();
        }
    }

    [LoggerMessage(1300, LogLevel.Warning, "All queries come from the address of the router: a proxy or address translation in front makes every client one, and strangers private.")]
    private partial void LogShared();

    [LoggerMessage(1301, LogLevel.Information, "Clients ask with addresses of their own again.")]
    private partial void LogNotShared();
}
