using BhaiKaDns.Access;
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
        routes.MapGet("/lists/{id}/ignored", GetIgnored).Needs(Permissions.Read);
    }

    internal static JsonHttpResult<IReadOnlyList<ListReport>> GetLists([FromServices] ListOverview lists) =>
        TypedResults.Json(lists.Take(), ApiJson.Default.IReadOnlyListListReport);

    internal static JsonHttpResult<IReadOnlyList<PresetReport>> GetPresets() =>
        TypedResults.Json<IReadOnlyList<PresetReport>>([.. ListPresets.All.Select(PresetReport.From)], ApiJson.Default.IReadOnlyListPresetReport);

    internal static async Task<JsonHttpResult<IReadOnlyList<ListReport>>> RefreshAll(
        bool? accept, [FromServices] ListRefresher refresher, [FromServices] ListOverview lists, CancellationToken cancellationToken)
    {
        await refresher.RefreshAsync(null, accept ?? false, cancellationToken);
        return TypedResults.Json(lists.Take(), ApiJson.Default.IReadOnlyListListReport);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<ListReport>>, ProblemHttpResult>> Refresh(
        ushort id, bool? accept, [FromServices] ListRefresher refresher, [FromServices] ListOverview lists, CancellationToken cancellationToken)
    {
        if (lists.Take().All(list => list.Id != id))
        {
            return NoList();
        }

        await refresher.RefreshAsync(id, accept ?? false, cancellationToken);
        return TypedResults.Json<IReadOnlyList<ListReport>>([.. lists.Take().Where(list => list.Id == id)], ApiJson.Default.IReadOnlyListListReport);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<IgnoredLineReport>>, ProblemHttpResult>> GetIgnored(
        ushort id, int? max, [FromServices] ListOverview lists, CancellationToken cancellationToken) =>
        await lists.IgnoredAsync(id, Math.Clamp(max ?? DefaultLines, 1, MostLines), cancellationToken) is { } lines
            ? TypedResults.Json(lines, ApiJson.Default.IReadOnlyListIgnoredLineReport)
            : NoList();

    private static ProblemHttpResult NoList() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no list with this number, or it has no text.");
}

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
