using BhaiKaDns.Access;
using BhaiKaDns.Analytics;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/status</c>: how the instance is, in one answer.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/status", GetStatus).WithTags("status").Needs(Permissions.Read).Described("getStatus", "Tells how the instance is: counts since the start, and the health of its parts.");

    internal static Ok<StatusReport> GetStatus(ApiSources sources, HealthSummary health, Uptime uptime)
    {
        LiveTotals totals = sources.Totals();
        HealthReport report = health.Take();
        return TypedResults.Ok(
            new StatusReport(
                ProductVersion.Current, uptime.StartedAt, (long)uptime.Elapsed.TotalSeconds, totals.Queries, totals.Blocked, totals.CacheHits, totals.HitRate,
                totals.Failed, totals.Refused, totals.Clients, report.Status, report.Parts));
    }
}

/// <param name="HitRate">0 to 1.</param>
/// <param name="Status">As in <see cref="HealthReport"/>.</param>
internal sealed record StatusReport(
    string Version,
    DateTimeOffset StartedAt,
    long UptimeSeconds,
    long Queries,
    long Blocked,
    long CacheHits,
    double HitRate,
    long Failed,
    long Refused,
    long Clients,
    string Status,
    IReadOnlyList<HealthReportPart> Parts);
