using System.Net.ServerSentEvents;
using BhaiKaDns.Access;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/queries</c>: the log, page by page, as a file, or as it is written.</summary>
internal static class QueriesEndpoints
{
    public static void MapQueries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/queries", GetQueries).Needs(Permissions.Read);
        routes.MapGet("/queries/export", Export).Needs(Permissions.Read);
        routes.MapGet("/queries/live", Watch).Needs(Permissions.Read);
    }

    internal static async Task<Results<JsonHttpResult<QueryPageReport>, ProblemHttpResult>> GetQueries(
        [AsParameters] QueriesRequest request, [FromServices] QueryLogReader log, [FromServices] HomeNames names, CancellationToken cancellationToken)
    {
        if (request.ToQuestion().ToFilter(names, out QuestionProblem? problem) is not { } filter)
        {
            return Refused(problem!);
        }

        QueryLogPage page = await log.ReadAsync(filter, cancellationToken);
        return TypedResults.Json(
            new QueryPageReport([.. page.Rows.Select(row => QueryReport.Of(row, names))], page.Next?.ToString()), ApiJson.Default.QueryPageReport);
    }

    internal static Results<PushStreamHttpResult, ProblemHttpResult> Export(
        string? format, [AsParameters] QueriesRequest request, [FromServices] QueryLogReader log, [FromServices] HomeNames names, CancellationToken cancellationToken)
    {
        if (QueryExport.FormatOf(format) is not { } chosen)
        {
            return Refused(new QuestionProblem("format", 0, "A format is csv or jsonl."));
        }

        if (request.ToQuestion().ToFilter(names, out QuestionProblem? problem) is not { } filter)
        {
            return Refused(problem!);
        }

        QueryExport export = new(log, names, chosen);
        return TypedResults.Stream(stream => export.WriteAsync(filter, stream, cancellationToken), export.ContentType, export.FileName);
    }

    internal static Results<ServerSentEventsResult<string>, ProblemHttpResult> Watch(
        [AsParameters] QueriesRequest request, [FromServices] QueryFeed feed, [FromServices] HomeNames names, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.ToQuestion().ToFilter(names, out QuestionProblem? problem) is not { } filter)
        {
            return Refused(problem!);
        }

        if (feed.Open() is not { } reader)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many watch already.");
        }

        IAsyncEnumerable<SseItem<string>> events = new QueryStream(reader, names, time).ReadAsync(filter.Search, cancellationToken);
        return TypedResults.ServerSentEvents(events);
    }

    private static ProblemHttpResult Refused(QuestionProblem problem) => TypedResults.Problem(
        $"{problem.Part}: {problem.Sentence}",
        statusCode: StatusCodes.Status400BadRequest,
        title: "The question could not be understood.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["part"] = problem.Part, ["position"] = problem.Position });
}

/// <summary>What the address of a request says of the wanted queries; see <see cref="QueryQuestion"/>.</summary>
internal sealed class QueriesRequest
{
    public string? Search { get; init; }

    public string? Client { get; init; }

    public string? Name { get; init; }

    public string? Decision { get; init; }

    public string? Reason { get; init; }

    public string? Type { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int? Limit { get; init; }

    public string? Cursor { get; init; }

    public QueryQuestion ToQuestion() => new()
    {
        Search = Search,
        Client = Client,
        Name = Name,
        Decision = Decision,
        Reason = Reason,
        Type = Type,
        From = From,
        To = To,
        Limit = Limit,
        Cursor = Cursor,
    };
}
