using BhaiKaDns.Hosting.Surroundings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>What every slice stands on: clock, health, directories, and the sections that no slice owns alone.</summary>
internal static class HostingRegistration
{
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<DnsOptions, DnsOptionsValidator>(configuration, DnsOptions.Section);
        services.AddSection<AdminOptions, AdminOptionsValidator>(configuration, AdminOptions.Section);
        services.AddSection<ApiOptions, ApiOptionsValidator>(configuration, ApiOptions.Section);
        services.AddSection<MetricsOptions, MetricsOptionsValidator>(configuration, MetricsOptions.Section);
        services.AddSection<StorageOptions, StorageOptionsValidator>(configuration, StorageOptions.Section);
        services.AddSection<MemoryOptions, MemoryOptionsValidator>(configuration, MemoryOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MonotonicClock>();
        services.TryAddSingleton<HealthBoard>();
        services.TryAddSingleton<OnLinkNetworks>();
        services.TryAddSingleton<HomeNetworkReader>();
        services.TryAddSingleton<HostingMetrics>();
        services.TryAddSingleton<HouseRestart>();
        services.TryAddSingleton<LogRing>();
        services.TryAddSingleton<QuietSystemd>();
        services.TryAddSingleton(PreparedDataDirectory);
        services.AddHostedService<AfterStart>();
        return services;
    }

    // Whoever asks for the directory first finds it made.
    private static DataDirectory PreparedDataDirectory(IServiceProvider services)
    {
        DataDirectory directory = new(services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory);
        DataDirectoryPreparation.Prepare(directory, services.GetRequiredService<HealthBoard>());
        return directory;
    }
}
