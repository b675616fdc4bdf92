using BhaiKaDns.Hosting;
using BhaiKaDns.Listeners.Tcp;
using BhaiKaDns.Listeners.Udp;
using BhaiKaDns.Pipeline;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners;

/// <summary>Registers DNS over UDP and TCP. They open with the host, in the order in which hosted services are registered.</summary>
internal static class ListenersRegistration
{
    public static IServiceCollection AddListeners(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<TcpOptions, TcpOptionsValidator>(configuration, TcpOptions.Section);
        services.AddSingleton<ListenersMetrics>();
        services.AddSingleton<UdpListener>();
        services.AddSingleton(CreateTcpListener);
        services.AddSingleton<DnsListenerService>();
        services.AddHostedService(static provider => provider.GetRequiredService<DnsListenerService>());
        return services;
    }

    private static TcpListenerService CreateTcpListener(IServiceProvider provider)
    {
        QueryPipeline pipeline = provider.GetRequiredService<QueryPipeline>();
        return ActivatorUtilities.CreateInstance<TcpListenerService>(
            provider,
            ListenAddresses.Of(provider.GetRequiredService<IOptions<DnsOptions>>().Value),
            new Func<int>(() => pipeline.OpenLane(isRateShared: true)),
            new QueryHandler(pipeline.TryHandle),
            new BatchEnd(pipeline.EndBatch));
    }
}
