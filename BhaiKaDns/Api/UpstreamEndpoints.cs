using System.ComponentModel;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Resolution;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/upstreams</c>: whom this home asks, how they fare, and a test. Changes are changes of settings, in force a moment later.</summary>
internal static class UpstreamEndpoints
{
    private const string Example = """{"address":"9.9.9.9","isFallback":false}""";

    public static void MapUpstreams(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder upstreams = routes.MapGroup("/upstreams").WithTags("upstreams");
        upstreams.MapGet("/", List).Needs(Permissions.Read).Described("listUpstreams", "Lists the upstreams with how they fare, and their last hour by minutes.");
        upstreams.MapGet("/presets", Presets).Needs(Permissions.Read).Described("listUpstreamPresets", "Lists well-known resolvers and what they filter.");
        upstreams.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getUpstream", "Shows an upstream.");
        upstreams.MapPost("/", Post).Needs(Permissions.Manage).Described("addUpstream", "Adds an upstream at the end of its list.", Example);
        upstreams.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeUpstream", "Gives an upstream another address, list or place; its id changes with its address.", Example);
        upstreams.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeUpstream", "Removes an upstream.");
        upstreams.MapPost("/test", Test).Needs(Permissions.Manage).Described("testUpstream", "Asks a server one real question and tells what came.", """{"address":"9.9.9.9","name":"example.com"}""");
    }

    internal static Results<Ok<Page<UpstreamDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, [FromServices] UpstreamAdministration upstreams) =>
        Pages.Of([.. upstreams.All().Select(UpstreamDocument.Of)], upstream => upstream.Id, page);

    internal static Results<Ok<Page<UpstreamPreset>>, ProblemHttpResult> Presets([AsParameters] PageRequest page) => Pages.Of([.. UpstreamPresets.All], preset => preset.Id, page);

    internal static Results<Ok<UpstreamDocument>, ProblemHttpResult> Get(string id, [FromServices] UpstreamAdministration upstreams) =>
        upstreams.Find(id) is { } found ? TypedResults.Ok(UpstreamDocument.Of(found)) : Problems.NotFound($"There is no upstream '{id}'.");

    internal static async Task<Results<Accepted<UpstreamAnswer>, ProblemHttpResult>> Post(
        UpstreamRequest request, HttpContext context, [FromServices] UpstreamAdministration upstreams, CancellationToken cancellationToken) =>
        Told(await upstreams.AddAsync(context.Actor(), request.Address, request.IsFallback, cancellationToken), request.Address);

    internal static async Task<Results<Accepted<UpstreamAnswer>, ProblemHttpResult>> Put(
        string id, UpstreamRequest request, HttpContext context, [FromServices] UpstreamAdministration upstreams, CancellationToken cancellationToken) =>
        Told(await upstreams.ChangeAsync(context.Actor(), id, request.Address, request.IsFallback, request.Position, cancellationToken), request.Address);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, HttpContext context, [FromServices] UpstreamAdministration upstreams, CancellationToken cancellationToken) =>
        (await upstreams.RemoveAsync(context.Actor(), id, cancellationToken)).ToResult();

    internal static async Task<Results<Ok<UpstreamTestReport>, ProblemHttpResult>> Test(
        UpstreamTestRequest request, HttpContext context, [FromServices] UpstreamAdministration upstreams, CancellationToken cancellationToken)
    {
        (Outcome outcome, UpstreamTestResult? result) = await upstreams.TestAsync(context.Actor(), request.Address, request.Name, cancellationToken);
        return result is null
            ? outcome.ToProblem()
            : TypedResults.Ok(new UpstreamTestReport(result.IsAnswered, Math.Round(result.Elapsed.TotalMilliseconds, 2), (int)result.ResponseCode, result.Answers, result.Problem));
    }

    // Accepted: it is kept, and in force once the house is built anew.
    private static Results<Accepted<UpstreamAnswer>, ProblemHttpResult> Told(Outcome outcome, string address) =>
        outcome.IsDone ? TypedResults.Accepted($"/api/v1/upstreams/{outcome.Id}", new UpstreamAnswer(outcome.Id ?? "", address.Trim())) : outcome.ToProblem();
}

/// <summary>An upstream to add or change.</summary>
internal sealed record UpstreamRequest
{
    [Description("ADDRESS[:PORT], udp:// or tcp://.")]
    public string Address { get; set; } = "";

    [Description("Asked only when none of the others answers.")]
    public bool IsFallback { get; set; }

    [Description("Place in its list, from 0; left out it stays where it is.")]
    public int? Position { get; set; }
}

internal sealed record UpstreamAnswer(string Id, string Address);

internal sealed record UpstreamTestRequest
{
    public string Address { get; set; } = "";

    [Description("A name to ask for; example.com if left out.")]
    public string? Name { get; set; }
}

/// <param name="Problem">Empty when it answered.</param>
internal sealed record UpstreamTestReport(bool IsAnswered, double ElapsedMs, int Rcode, IReadOnlyList<string> Answers, string Problem);

/// <param name="Role">main, fallback, conditional or ofGroup.</param>
/// <param name="SmoothedMs">Absent while it was never measured.</param>
/// <param name="Share">Of all questions that went upstream, 0 to 1.</param>
/// <param name="Hour">The last hour by minutes, oldest first.</param>
internal sealed record UpstreamDocument(
    string Id, string Address, UpstreamRole Role, bool IsHealthy, DateTimeOffset Since, double? SmoothedMs, long Queries, long Failures, double Share, IReadOnlyList<LatencyMinute> Hour)
{
    public static UpstreamDocument Of(UpstreamView view) => new(
        view.Id, view.Status.Address, view.Role, view.Status.IsHealthy, view.Status.Since, view.Status.SmoothedRtt?.TotalMilliseconds,
        view.Status.Queries, view.Status.Failures, view.Share, view.History);
}
