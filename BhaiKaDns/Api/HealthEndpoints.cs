using BhaiKaDns.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/health/live</c> and <c>/health/ready</c>; no login.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup("/health");
        health.MapGet("/live", GetLive).Needs(Permissions.None);
        health.MapGet("/ready", GetReady).Needs(Permissions.None);
    }

    /// <summary>The process runs and can be talked to; nothing more is promised.</summary>
    internal static JsonHttpResult<HealthReport> GetLive(HealthSummary summary) =>
        TypedResults.Json(summary.Take(), ApiJson.Default.HealthReport);

    /// <summary>Queries are answered. Degraded is ready: a list, a tier or the internet gone is no reason to take the server away.</summary>
    internal static JsonHttpResult<HealthReport> GetReady(HealthSummary summary) =>
        TypedResults.Json(
            summary.Take(), ApiJson.Default.HealthReport, statusCode: summary.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Status">ok, degraded, starting, draining or down.</param>
internal sealed record HealthReport(string Status, IReadOnlyList<HealthReportPart> Parts);

/// <param name="State">ok, degraded, starting or down.</param>
internal sealed record HealthReportPart(string Name, string State, DateTimeOffset Since, string Detail);
