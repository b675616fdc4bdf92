using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Listeners;
using BhaiKaDns.Listeners.Tcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BhaiKaDns.Fakes;

/// <summary>The TCP listener on a loopback port of its own, with a clock and a pipeline that the test moves.</summary>
internal sealed class TcpServerOfTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public TcpServerOfTests(TcpOptions? options = null, params IPEndPoint[] endPoints)
    {
        System.Diagnostics.Metrics.IMeterFactory meters = _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        Closed = new MetricCollector<long>(meters, ListenersMetrics.MeterName, "bhaikadns.tcp.closed");
        Service = new TcpListenerService(
            endPoints.Length == 0 ? [new IPEndPoint(IPAddress.Loopback, 0)] : endPoints,
            Handler.OpenLane,
            Handler.TryHandle,
            Handler.EndBatch,
            Options.Create(options ?? new TcpOptions()),
            new MonotonicClock(Time),
            Time,
            new ListenersMetrics(meters, new HostingMetrics(meters)),
            NullLogger<TcpListenerService>.Instance);
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeHandler Handler { get; } = new();

    public TcpListenerService Service { get; }

    /// <summary>Connections that ended, with the reason as tag.</summary>
    public MetricCollector<long> Closed { get; }

    public IPEndPoint Address => Service.BoundTo[0];

    public static async Task<TcpServerOfTests> StartAsync(TcpOptions? options = null)
    {
        TcpServerOfTests server = new(options);
        await server.Service.StartAsync(CancellationToken.None);
        return server;
    }

    public Task<TcpClientOfTests> ConnectAsync(IPAddress? from = null, int receiveBuffer = 0) => TcpClientOfTests.ConnectAsync(Address, from, receiveBuffer);

    public async ValueTask DisposeAsync()
    {
        Task stop = Service.StopAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return stop.IsCompleted;
        });
        await stop;
        Closed.Dispose();
        Service.Dispose();
        await _services.DisposeAsync();
    }
}
