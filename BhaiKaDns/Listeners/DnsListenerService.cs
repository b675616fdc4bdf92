using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Hosting;
using BhaiKaDns.Listeners.Tcp;
using BhaiKaDns.Listeners.Udp;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners;

/// <summary>
/// Opens the listeners once the last good policy is loaded, and closes them first when the house shuts down. An address that is taken
/// ends the program, or is tried again, as <see cref="DnsOptions.WhenAddressTaken"/> says. When the house is built anew the listeners of
/// the old one answer until those of the new one have taken over their sockets.
/// </summary>
/// <param name="before">Empty, or the one whose listeners are taken over.</param>
internal sealed partial class DnsListenerService(
    PolicyStore policies,
    UdpListener udp,
    TcpListenerService tcp,
    MissResolution misses,
    PendingQueries pending,
    IEnumerable<ListenersBefore> before,
    IOptions<DnsOptions> options,
    HealthBoard health,
    TimeProvider time,
    ILogger<DnsListenerService> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    // A question to upstreams ends within 4.3 seconds whatever happens.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainPace = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<IPEndPoint> _endPoints = ListenAddresses.Of(options.Value);
    private Task _retrying = Task.CompletedTask;
    private bool _isOpen;
    private bool _isStarted;
    private bool _staysBehind;

    /// <summary>Opens the listeners; called once more by the host, which then finds them open.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        health.Report(HealthParts.Listeners, HealthState.Starting, "Loading the last good policy.");
        await policies.LoadAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
        }
        catch (BindException exception) when (options.Value.WhenAddressTaken is WhenAddressTaken.Retry)
        {
            ReportTaken(exception);
            _retrying = RetryAsync();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_staysBehind)
        {
            return;
        }

        health.Report(HealthParts.Listeners, HealthState.Starting, "Shutting down.");
        await StopRetryingAsync();
        if (_isOpen)
        {
            await tcp.StopAsync(cancellationToken);
            await udp.StopAsync();
        }

        misses.Stop();
    }

    /// <summary>From now on a stop of the host leaves the listeners open: they answer until another house has taken over.</summary>
    public Task StayBehindAsync()
    {
        _staysBehind = true;
        return StopRetryingAsync();
    }

    /// <summary>Ends listening without closing what <paramref name="successor"/> took over; completes when every question has its answer.</summary>
    /// <param name="successor">Null where nobody took over.</param>
    public async Task LeaveAsync(DnsListenerService? successor)
    {
        Socket[] taken = successor is null ? [] : [.. successor.Held.Select(held => held.Socket)];
        await Task.WhenAll(tcp.LeaveAsync(taken), udp.LeaveAsync(taken));
        await DrainAsync();
        udp.Forget();
        misses.Stop();
    }

    public void Dispose() => _stopping.Dispose();

    private Task CloseOthersAsync(Socket[] kept) => Task.WhenAll(tcp.CloseOthersAsync(kept), udp.CloseOthersAsync(kept));

    private IReadOnlyList<HeldSocket> Held => [.. tcp.Held, .. udp.Held];

    // Sockets on the same port in another way would be in the way of the new ones.
    private async Task<IReadOnlyList<HeldSocket>> TakeOverAsync()
    {
        if (before.LastOrDefault()?.Service is not { } old)
        {
            return [];
        }

        HashSet<string> wanted = [.. tcp.Wanted(), .. udp.Wanted(_endPoints)];
        Socket[] kept = [.. old.Held.Where(held => wanted.Contains(held.Key)).Select(held => held.Socket)];
        await old.CloseOthersAsync(kept);
        return old.Held;
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<HeldSocket> inherited = await TakeOverAsync();

        // TCP first: it tells most clearly that another program holds the address.
        tcp.Inherit(inherited);
        await tcp.StartAsync(cancellationToken);
        try
        {
            udp.Start(_endPoints, inherited);
        }
        catch (BindException)
        {
            await tcp.LeaveAsync([.. inherited.Select(held => held.Socket)]);
            throw;
        }

        _isOpen = true;
        health.Report(HealthParts.Listeners, HealthState.Ok, $"Answering on {string.Join(", ", udp.BoundTo)}.");
    }

    private async Task DrainAsync()
    {
        long begun = time.GetTimestamp();
        using PeriodicTimer timer = new(DrainPace, time);
        while (pending.InUse > 0 && time.GetElapsedTime(begun) < LongestQuestion && await timer.WaitForNextTickAsync())
        {
            // Each tick looks again.
        }
    }

    private async Task StopRetryingAsync()
    {
        await _stopping.CancelAsync();
        await _retrying;
    }

    private async Task RetryAsync()
    {
        using PeriodicTimer timer = new(RetryPause, time);
        try
        {
            while (!_isOpen && await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    await OpenAsync(_stopping.Token);
                }
                catch (BindException exception)
                {
                    health.Report(HealthParts.Listeners, HealthState.Down, exception.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stop.
        }
    }

    private void ReportTaken(BindException exception)
    {
        health.Report(HealthParts.Listeners, HealthState.Down, exception.Message);
        LogTaken(exception.Message, RetryPause);
    }

    [LoggerMessage(2010, LogLevel.Error, "{Problem} Trying again every {Pause}.")]
    private partial void LogTaken(string problem, TimeSpan pause);
}
