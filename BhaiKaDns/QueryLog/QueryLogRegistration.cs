using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>Registers the query log; needs <see cref="HostingRegistration"/>.</summary>
internal static class QueryLogRegistration
{
    public static IServiceCollection AddQueryLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<QueryLogOptions, QueryLogOptionsValidator>(configuration, QueryLogOptions.Section);
        services.AddSingleton<QueryLogMetrics>();
        services.AddSingleton(provider => new SegmentWriter(
            provider.GetRequiredService<DataDirectory>().Combine(SegmentName.Folder),
            provider.GetRequiredService<IOptions<QueryLogOptions>>().Value));
        services.AddSingleton<QueryLogWriter>();
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<QueryLogWriter>());
        services.AddSingleton<QueryFeed>();
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<QueryFeed>());
        services.AddSingleton<QueryLogReader>();
        services.AddSingleton<SegmentRetention>();
        services.AddHostedService<QueryLogMaintenance>();
        return services;
    }
}
