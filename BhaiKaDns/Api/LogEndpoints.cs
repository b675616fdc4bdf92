using BhaiKaDns.Access;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/status/log</c>: the last lines of the program's own log, which hold no names and no clients.</summary>
internal static class LogEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    public static void MapLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/status/log", Get).Needs(Permissions.Read).WithTags("status").Described("getLog", "Shows the last lines of the program's own log, newest first.");

    internal static Results<Ok<LogReport>, ProblemHttpResult> Get(int? limit, [FromServices] LogRing ring) => limit is < 1 or > MaxLimit
        ? Problems.Invalid("limit", $"must be between 1 and {MaxLimit}.")
        : TypedResults.Ok(new LogReport(
            [.. ring.Read(LogLevel.Information, limit ?? DefaultLimit).Select(line => new LogReportLine(line.Number, line.Time, line.Level, line.EventId, line.Slice, line.Message))]));
}

internal sealed record LogReport(IReadOnlyList<LogReportLine> Lines);

internal sealed record LogReportLine(long Number, DateTimeOffset Time, LogLevel Level, int EventId, string Slice, string Message);
