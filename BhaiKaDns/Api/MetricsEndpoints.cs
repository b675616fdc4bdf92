using BhaiKaDns.Access;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace BhaiKaDns.Api;

/// <summary><c>/metrics</c> for Prometheus: every meter named <c>BhaiKaDns.*</c> and the runtime's own.</summary>
internal static class MetricsEndpoints
{
    public const string Path = "/metrics";

    private const string OurMeters = "BhaiKaDns.*";

    public static void AddMetricsExport(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithMetrics(static metrics => metrics
            .AddMeter(OurMeters)
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter(static options =>
            {
                // Labels are part of the contract; the meter's name on each line is not.
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
            }));
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled)
        {
            routes.MapPrometheusScrapingEndpoint(Path).Needs(Permissions.None);
        }
    }
}
