using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners.Tcp;

internal static class TcpRegistration
{
    /// <summary>Adds the TCP listener. It starts with the host; give it its place in the order by where this is called.</summary>
    /// <param name="endPoints">The addresses of <c>Dns:Listen</c>.</param>
    public static IServiceCollection AddTcpListener(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, IReadOnlyList<IPEndPoint>> endPoints)
    {
        _ = services.AddOptions<TcpOptions>().Bind(configuration.GetSection(TcpOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TcpOptions>, TcpOptionsValidator>());
        services.TryAddSingleton<ListenersMetrics>();
        _ = services.AddSingleton(provider =>
        {
            QueryPipeline pipeline = provider.GetRequiredService<QueryPipeline>();
            return new TcpListenerService(
                endPoints(provider),
                () => pipeline.OpenLane(isRateShared: true),
                pipeline.TryHandle,
                provider.GetRequiredService<IOptions<TcpOptions>>(),
                provider.GetRequiredService<MonotonicClock>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ListenersMetrics>(),
                provider.GetRequiredService<ILogger<TcpListenerService>>());
        });
        return services.AddHostedService(provider => provider.GetRequiredService<TcpListenerService>());
    }
}
