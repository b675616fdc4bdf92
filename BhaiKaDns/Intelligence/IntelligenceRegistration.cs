using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence;

/// <summary>Registers the engine: it loads after the first answers and listens to every finished query.</summary>
internal static class IntelligenceRegistration
{
    // What may not be written down of queries may not be written down of findings. The key belongs to the query log, which validates it.
    private const string PrivacyKey = "QueryLog:Privacy";

    public static IServiceCollection AddIntelligence(this IServiceCollection services, IConfiguration configuration)
    {
        PrivacyLevel privacy = Enum.TryParse(configuration[PrivacyKey], ignoreCase: true, out PrivacyLevel level) ? level : PrivacyLevel.Full;
        services.AddSection<IntelligenceOptions, IntelligenceOptionsValidator>(configuration, IntelligenceOptions.Section);
        services.AddSingleton<IntelligenceMetrics>();
        services.AddSingleton<FindingStore>();
        services.AddSingleton<TypoAdvice>();
        services.AddSingleton<EngineLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<EngineLoader>());
        services.AddSingleton(provider => new LateWork("loading the models", cancellation => Task.Run(provider.GetRequiredService<EngineLoader>().Load, cancellation)));
        services.AddSingleton<ThreatJudge>();
        services.AddSingleton<ThreatEvidence>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ThreatWatch>(provider, privacy));
        services.AddSingleton<IQueryEventListener>(provider => provider.GetRequiredService<ThreatWatch>());
        return services;
    }
}
