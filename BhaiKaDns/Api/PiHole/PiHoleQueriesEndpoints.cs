using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Analytics;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.PiHole;

/// <summary><c>/api/queries</c> of the Pi-hole v6 API.</summary>
internal static class PiHoleQueriesEndpoints
{
    private const int DefaultLength = 100;
    private const int MaxLength = 1000;

    public static void MapPiHoleQueries(this IEndpointRouteBuilder routes) => routes.MapGet("/queries", GetQueries).Needs(Permissions.Read);

    internal static async Task<Results<JsonHttpResult<QueriesAnswer>, JsonHttpResult<ErrorAnswer>>> GetQueries(
        double? from,
        double? until,
        int? length,
        long? cursor,
        string? domain,
        [FromQuery(Name = "client_ip")] string? client,
        [FromServices] DayFigures figures,
        [FromServices] UpstreamNames upstreams,
        CancellationToken cancellationToken)
    {
        NameFilter? name = null;
        IPAddress? address = null;
        if ((!string.IsNullOrEmpty(domain) && !NameFilter.TryCreate(domain.Trim('*'), NameMatch.Contains, out name)) || (!string.IsNullOrEmpty(client) && !IPAddress.TryParse(client, out address)))
        {
            return PiHoleBody.Error(StatusCodes.Status400BadRequest, "bad_request", "Invalid filter");
        }

        QueryLogFilter filter = new()
        {
            Name = name,
            Client = address is null ? null : ClientAddress.From(address),
            From = Time(from),
            To = cursor is { } before ? Time(before / 1000.0) : Time(until),
            Limit = Math.Clamp(length ?? DefaultLength, 1, MaxLength),
        };
        IReadOnlyList<QueryLogRow> rows = await figures.RowsAsync(filter, cancellationToken);
        long total = (await figures.SumAsync(cancellationToken)).Totals.Queries;
        QueryPart[] queries = [.. rows.Select((row, index) => Part(row, index, figures, upstreams))];
        bool isFiltered = name is not null || address is not null || from is not null || until is not null;
        return TypedResults.Json(
            new QueriesAnswer(queries, rows.Count > 0 ? rows[^1].Time.ToUnixTimeMilliseconds() : null, total, isFiltered ? rows.Count : total, 0), PiHoleJson.Default.QueriesAnswer);
    }

    private static DateTimeOffset? Time(double? seconds) => seconds is { } count ? DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Clamp(count, 0, 1e11) * 1000)) : null;

    private static QueryPart Part(QueryLogRow row, int index, DayFigures figures, UpstreamNames upstreams)
    {
        string device = row.Client is { } client ? figures.DeviceOf(client) : "";
        long timeMs = row.Time.ToUnixTimeMilliseconds();
        return new QueryPart(
            (timeMs * MaxLength) + index, timeMs / 1000.0, RecordTypeText.ToText(row.Type), row.Name ?? "hidden", row.Reason is Reason.Cname ? row.Found : null, StatusOf(row),
            new QueryClient(row.Client?.ToString() ?? "0.0.0.0", device.Length == 0 ? null : device), "UNKNOWN", new QueryReply(PiHoleStatisticsEndpoints.ReplyOf(row), row.ElapsedMs / 1000),
            row.ListId == 0 ? null : row.ListId, row.Upstream == 0 ? null : upstreams(row.Upstream), new QueryEde(0, null));
    }

    private static string StatusOf(QueryLogRow row) => row switch
    {
        { Decision: Decision.Blocked, Reason: Reason.UserRule } => "DENYLIST",
        { Decision: Decision.Blocked, Reason: Reason.Cname } => "GRAVITY_CNAME",
        { Decision: Decision.Blocked } => "GRAVITY",
        { Decision: Decision.Local or Decision.Rewritten } => "SPECIAL_DOMAIN",
        { Source: AnswerSource.Cache } => "CACHE",
        { Source: AnswerSource.Stale } => "CACHE_STALE",
        { Source: AnswerSource.Upstream } => "FORWARDED",
        _ => "UNKNOWN",
    };
}
