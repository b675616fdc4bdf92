using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Policy.Lists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/lists</c>: how lists are, what is offered by name, which lines decide nothing, and asking for newer texts.</summary>
internal static class ListsEndpoints
{
    private const int DefaultLines = 100;
    private const int MostLines = 10_000;

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists", GetLists).Needs(Permissions.Read);
        routes.MapGet("/lists/presets", GetPresets).Needs(Permissions.Read);
        routes.MapPost("/lists/refresh", RefreshAll).Needs(Permissions.Lists);
        routes.MapPost("/lists/{id}/refresh", Refresh).Needs(Permissions.Lists);
        routes.MapGet("/lists/jobs", GetJobs).Needs(Permissions.Read);
        routes.MapPost("/lists/jobs", PostJob).Needs(Permissions.Lists);
        routes.MapDelete("/lists/jobs/{job}", DeleteJob).Needs(Permissions.Lists);
        routes.MapGet("/lists/{id}/ignored", GetIgnored).Needs(Permissions.Read);
    }

    internal static JsonHttpResult<IReadOnlyList<ListReport>> GetLists([FromServices] ListOverview lists) =>
        TypedResults.Json(lists.Take(), ApiJson.Default.IReadOnlyListListReport);

    internal static JsonHttpResult<IReadOnlyList<PresetReport>> GetPresets() =>
        TypedResults.Json<IReadOnlyList<PresetReport>>([.. ListPresets.All.Select(PresetReport.From)], ApiJson.Default.IReadOnlyListPresetReport);

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<ListReport>>, ProblemHttpResult>> RefreshAll(
        bool? accept, HttpContext context, [FromServices] ListAdministration administration, [FromServices] ListOverview lists, CancellationToken cancellationToken)
    {
        Outcome outcome = await administration.RefreshAsync(WhoAsks(context), null, accept ?? false, cancellationToken);
        return outcome.IsDone ? TypedResults.Json(lists.Take(), ApiJson.Default.IReadOnlyListListReport) : Refused(outcome);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<ListReport>>, ProblemHttpResult>> Refresh(
        ushort id,
        bool? accept,
        HttpContext context,
        [FromServices] ListAdministration administration,
        [FromServices] ListOverview lists,
        CancellationToken cancellationToken)
    {
        if (lists.Take().All(list => list.Id != id))
        {
            return NoList();
        }

        Outcome outcome = await administration.RefreshAsync(WhoAsks(context), id, accept ?? false, cancellationToken);
        return !outcome.IsDone ? Refused(outcome) : TypedResults.Json<IReadOnlyList<ListReport>>([.. lists.Take().Where(list => list.Id == id)], ApiJson.Default.IReadOnlyListListReport);
    }

    internal static JsonHttpResult<IReadOnlyList<ListJobReport>> GetJobs([FromServices] ListAdministration administration) =>
        TypedResults.Json(administration.JobsNow, ApiJson.Default.IReadOnlyListListJobReport);

    internal static Results<JsonHttpResult<ListJobStarted>, ProblemHttpResult> PostJob(
        ushort? list, bool? accept, HttpContext context, [FromServices] ListAdministration administration)
    {
        Outcome outcome = administration.Refresh(WhoAsks(context), list, accept ?? false);
        return outcome is { IsDone: true, Id: { } id }
            ? TypedResults.Json(new ListJobStarted(id), ApiJson.Default.ListJobStarted, statusCode: StatusCodes.Status202Accepted)
            : Refused(outcome);
    }

    internal static Results<NoContent, ProblemHttpResult> DeleteJob(string job, HttpContext context, [FromServices] ListAdministration administration)
    {
        Outcome outcome = administration.Cancel(WhoAsks(context), job);
        return outcome.IsDone ? TypedResults.NoContent() : Refused(outcome);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<IgnoredLineReport>>, ProblemHttpResult>> GetIgnored(
        ushort id, int? max, [FromServices] ListOverview lists, CancellationToken cancellationToken) =>
        await lists.IgnoredAsync(id, Math.Clamp(max ?? DefaultLines, 1, MostLines), cancellationToken) is { } lines
            ? TypedResults.Json(lines, ApiJson.Default.IReadOnlyListIgnoredLineReport)
            : NoList();

    private static Actor WhoAsks(HttpContext context) => ControlConnection.Carries(context) ? Actor.Command : context.Actor();

    private static ProblemHttpResult Refused(Outcome outcome) => TypedResults.Problem(
        outcome.Text,
        statusCode: outcome.Kind switch
        {
            OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
            OutcomeKind.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        },
        title: "Nothing was changed.");

    private static ProblemHttpResult NoList() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no list with this number, or it has no text.");
}

/// <param name="Id">For <c>lists/jobs</c>.</param>
internal sealed record ListJobStarted(string Id);

/// <param name="Licence">Empty where it is not known.</param>
/// <param name="Kind">As in <see cref="ListReport"/>.</param>
/// <param name="Levels"><c>light</c>, <c>balanced</c>, <c>strict</c>, <c>family</c>.</param>
internal sealed record PresetReport(
    string Id, string Name, string Url, string Licence, bool IsNonCommercial, bool IsSignal, string Kind, string Category, IReadOnlyList<string> Levels)
{
    public static PresetReport From(ListPreset preset) => new(
        preset.Id, preset.Name, preset.Url, preset.Licence, preset.IsNonCommercial, preset.IsSignal, preset.Kind.ToString().ToLowerInvariant(), preset.Category,
        [.. ListPresets.LevelsOf(preset).Select(level => level.ToString().ToLowerInvariant())]);
}
