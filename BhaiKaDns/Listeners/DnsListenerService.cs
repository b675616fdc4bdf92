using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Listeners.Tcp;
using BhaiKaDns.Listeners.Udp;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners;

/// <summary>
/// Opens the listeners once the last good policy is loaded, and closes them first when the house shuts down. An address that is taken
/// ends the program, or is tried again, as <see cref="DnsOptions.WhenAddressTaken"/> says.
/// </summary>
internal sealed partial class DnsListenerService(
    PolicyStore policies,
    UdpListener udp,
    TcpListenerService tcp,
    MissResolution misses,
    IOptions<DnsOptions> options,
    HealthBoard health,
    TimeProvider time,
    ILogger<DnsListenerService> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<IPEndPoint> _endPoints = ListenAddresses.Of(options.Value);
    private Task _retrying = Task.CompletedTask;
    private bool _isOpen;
    private bool _isStarted;

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
        health.Report(HealthParts.Listeners, HealthState.Starting, "Shutting down.");
        await _stopping.CancelAsync();
        await _retrying;
        if (_isOpen)
        {
            await tcp.StopAsync(cancellationToken);
            await udp.StopAsync();
        }

        misses.Stop();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        // TCP first: it tells most clearly that another program holds the address.
        await tcp.StartAsync(cancellationToken);
        try
        {
            udp.Start(_endPoints);
        }
        catch (BindException)
        {
            await tcp.StopAsync(cancellationToken);
            throw;
        }

        _isOpen = true;
        health.Report(HealthParts.Listeners, HealthState.Ok, $"Answering on {string.Join(", ", udp.BoundTo)}.");
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
