using BhaiKaDns.Hosting;

namespace BhaiKaDns.Caching;

/// <summary>Registers the answer cache.</summary>
internal static class CachingRegistration
{
    public static IServiceCollection AddCaching(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<CacheOptions, CacheOptionsValidator>(configuration, CacheOptions.Section);
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<CachingMetrics>();
        return services;
    }
}
