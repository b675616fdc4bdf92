using System.Globalization;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BhaiKaDns.Analytics;

/// <summary>Registers the live statistics, the history and the metrics of queries; needs a <see cref="TimeProvider"/> and, to know upstreams by more than their number, an <see cref="UpstreamNames"/>.</summary>
internal static class AnalyticsRegistration
{
    // What may not be written down may not be shown as having been asked either. The key belongs to the query log, which validates it.
    private const string PrivacyKey = "QueryLog:Privacy";

    public static IServiceCollection AddAnalytics(this IServiceCollection services, IConfiguration configuration)
    {
        PrivacyLevel privacy = Enum.TryParse(configuration[PrivacyKey], ignoreCase: true, out PrivacyLevel level) ? level : PrivacyLevel.Full;
        services.AddSection<AnalyticsOptions, AnalyticsOptionsValidator>(configuration, AnalyticsOptions.Section);
        services.AddSingleton<DurationHistogram>();
        services.AddSingleton<DurationExposition>();
        services.AddSingleton<AnalyticsMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LiveStatistics>(provider, privacy));
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<LiveStatistics>());
        services.TryAddSingleton<UpstreamNames>(static _ => static number => number.ToString(CultureInfo.InvariantCulture));
        services.AddSingleton<HistoryMetrics>();
        services.AddSingleton<HistoryArchive>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HistoryRecorder>(provider, privacy));
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<HistoryRecorder>());
        services.AddSingleton<HistoryKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryKeeper>());
        services.AddSingleton<QueryHistory>();
        services.AddSingleton(provider => new LateWork("reading the history", _ => Task.Run(provider.GetRequiredService<HistoryKeeper>().Keep)));
        return services;
    }
}
