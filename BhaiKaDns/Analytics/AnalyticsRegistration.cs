using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>Registers the live statistics and the metrics of queries; needs a <see cref="TimeProvider"/>.</summary>
internal static class AnalyticsRegistration
{
    // What may not be written down may not be shown as having been asked either. The key belongs to the query log, which validates it.
    private const string PrivacyKey = "QueryLog:Privacy";

    public static IServiceCollection AddAnalytics(this IServiceCollection services, IConfiguration configuration)
    {
        PrivacyLevel privacy = Enum.TryParse(configuration[PrivacyKey], ignoreCase: true, out PrivacyLevel level) ? level : PrivacyLevel.Full;
        services.AddSingleton<DurationHistogram>();
        services.AddSingleton<DurationExposition>();
        services.AddSingleton<AnalyticsMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LiveStatistics>(provider, privacy));
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<LiveStatistics>());
        return services;
    }
}
