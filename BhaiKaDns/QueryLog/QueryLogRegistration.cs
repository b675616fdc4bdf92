using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>Registers the query log; needs <see cref="DataDirectory"/> and <see cref="HealthBoard"/> from the lower floors.</summary>
internal static class QueryLogRegistration
{
    public static IServiceCollection AddQueryLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QueryLogOptions>()
            .Bind(configuration.GetSection(QueryLogOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueryLogOptions>, QueryLogOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<QueryLogMetrics>();
        services.AddSingleton(provider => new SegmentWriter(
            provider.GetRequiredService<DataDirectory>().Combine(SegmentName.Folder),
            provider.GetRequiredService<IOptions<QueryLogOptions>>().Value));
        services.AddSingleton<QueryLogWriter>();
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<QueryLogWriter>());
        services.AddSingleton<QueryLogReader>();
        services.AddSingleton<SegmentRetention>();
        services.AddHostedService<QueryLogMaintenance>();
        return services;
    }
}
