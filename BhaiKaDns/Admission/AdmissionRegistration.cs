using System.Net;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Admission;

/// <summary>Registers who may ask, and how often.</summary>
internal static class AdmissionRegistration
{
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<AdmissionOptions, AdmissionOptionsValidator>(configuration, AdmissionOptions.Section);
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<ResponseRateLimiter>();
        services.AddSingleton<IQueryEventListener>(static provider =>
            ActivatorUtilities.CreateInstance<GatewayWatch>(provider, new Func<IReadOnlyList<IPAddress>>(DefaultGateways.Read)));
        return services;
    }
}
