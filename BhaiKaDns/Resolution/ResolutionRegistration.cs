using BhaiKaDns.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BhaiKaDns.Resolution;

internal static class ResolutionRegistration
{
    /// <summary>Adds the <see cref="Resolver"/> and what it needs. Sockets and threads come with the first question.</summary>
    public static IServiceCollection AddResolution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<ResolverOptions, ResolverOptionsValidator>(configuration, ResolverOptions.Section, new ResolverAddressesValidator());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MonotonicClock>();
        services.TryAddSingleton<HealthBoard>();
        services.AddSingleton<ResolutionMetrics>();
        services.AddSingleton<UpstreamDirectory>();
        services.AddSingleton<UpstreamObserver>();
        services.AddSingleton(provider => UpstreamTransports.Create(provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Resolver>();
        services.AddSingleton<UpstreamTest>();
        return services;
    }
}
