using BhaiKaDns.Access;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/statistics</c>: what happened between two times, for everybody, a group or a device.</summary>
internal static class StatisticsEndpoints
{
    private const int DefaultLimit = 20;
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromDays(1);

    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder statistics = routes.MapGroup("/statistics");
        statistics.MapGet("/summary", GetSummary).Needs(Permissions.Read);
        statistics.MapGet("/series", GetSeries).Needs(Permissions.Read);
        statistics.MapGet("/top/{kind}", GetTop).Needs(Permissions.Read);
    }

    internal static async Task<Results<JsonHttpResult<SummaryReport>, ProblemHttpResult>> GetSummary(
        [AsParameters] StatisticsRequest request, [FromServices] HistoryReports reports, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        (HistoryReport? report, QuestionProblem? problem) = await ReadAsync(request, reports, time, cancellationToken);
        return report is null ? Refused(problem!) : TypedResults.Json(SummaryReport.Of(report), ApiJson.Default.SummaryReport);
    }

    internal static async Task<Results<JsonHttpResult<SeriesReport>, ProblemHttpResult>> GetSeries(
        [AsParameters] StatisticsRequest request, [FromServices] HistoryReports reports, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        (HistoryReport? report, QuestionProblem? problem) = await ReadAsync(request, reports, time, cancellationToken);
        return report is null ? Refused(problem!) : TypedResults.Json(SeriesReport.Of(report), ApiJson.Default.SeriesReport);
    }

    internal static async Task<Results<JsonHttpResult<TopReport>, ProblemHttpResult>> GetTop(
        string kind, [AsParameters] StatisticsRequest request, [FromServices] HistoryReports reports, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse(kind, ignoreCase: true, out TopKind chosen) || !Enum.IsDefined(chosen))
        {
            return TypedResults.Problem(
                "names, blocked, clients, upstreams, lists or reasons can be ranked.", statusCode: StatusCodes.Status404NotFound, title: "There is no such ranking.");
        }

        (HistoryReport? report, QuestionProblem? problem) = await ReadAsync(request, reports, time, cancellationToken);
        return report is null
            ? Refused(problem!)
            : TypedResults.Json(TopReport.Of(report, chosen, Math.Clamp(request.Limit ?? DefaultLimit, 1, HistoryBucket.MaxClients)), ApiJson.Default.TopReport);
    }

    private static Task<(HistoryReport? Report, QuestionProblem? Problem)> ReadAsync(
        StatisticsRequest request, HistoryReports reports, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset to = request.To ?? time.GetUtcNow();
        return reports.ReadAsync(request.From ?? to - DefaultSpan, to, new HistoryScope(request.Group, request.Client), cancellationToken);
    }

    private static ProblemHttpResult Refused(QuestionProblem problem) =>
        TypedResults.Problem($"{problem.Part}: {problem.Sentence}", statusCode: StatusCodes.Status400BadRequest, title: "The question could not be understood.");
}

/// <summary>What the address of a request says of the wanted span and of whose queries.</summary>
internal sealed class StatisticsRequest
{
    /// <summary>A day before <see cref="To"/> where nothing is said.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Now where nothing is said.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Group { get; init; }

    /// <summary>Name of a device, or an address.</summary>
    public string? Client { get; init; }

    public int? Limit { get; init; }
}

internal enum TopKind : byte
{
    Names = 0,
    Blocked = 1,
    Clients = 2,
    Upstreams = 3,
    Lists = 4,
    Reasons = 5,
}
