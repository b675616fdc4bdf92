using BhaiKaDns.Access;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy.Lists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary>The texts of lists: which are offered by name, which lines decide nothing, and asking for newer ones.</summary>
internal static class ListTextEndpoints
{
    private const int DefaultLines = 100;
    private const int MostLines = 10_000;

    public static void MapListTexts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder lists = routes.MapGroup("/lists").WithTags("lists");
        lists.MapGet("/presets", GetPresets).Needs(Permissions.Read).Described("listPresets", "Lists what is offered by name, as the source 'preset:' and its id.");
        lists.MapPost("/refresh", RefreshAll).Needs(Permissions.Lists).Described("refreshLists", "Asks for newer texts of all lists and waits until they are in force.");
        lists.MapPost("/{id}/refresh", Refresh).Needs(Permissions.Lists).Described("refreshList", "Asks for a newer text of one list; with accept=true also one that would be held back.");
        lists.MapGet("/{id}/ignored", GetIgnored).Needs(Permissions.Read).Described("listIgnoredLines", "Lists lines of a list that decide nothing, each with its reason.");
    }

    internal static Results<Ok<Page<PresetReport>>, ProblemHttpResult> GetPresets([AsParameters] PageRequest page) =>
        Pages.Of([.. ListPresets.All.Select(PresetReport.From)], preset => preset.Id, page);

    internal static async Task<Ok<Page<ListDocument>>> RefreshAll(
        bool? accept, HttpContext context, [FromServices] ListRefresher refresher, [FromServices] ListDocuments lists, CancellationToken cancellationToken)
    {
        await refresher.RefreshAsync(null, accept ?? false, cancellationToken);
        return TypedResults.Ok(new Page<ListDocument>(lists.All(context.Actor().May(Permissions.Lists)), Next: null));
    }

    internal static async Task<Results<Ok<ListDocument>, ProblemHttpResult>> Refresh(
        string id, bool? accept, [FromServices] ListRefresher refresher, [FromServices] ListDocuments lists, CancellationToken cancellationToken)
    {
        if (lists.Find(id, withSecrets: false) is not { } found)
        {
            return Problems.NotFound($"There is no list '{id}'.");
        }

        await refresher.RefreshAsync(found.Document.Id, accept ?? false, cancellationToken);
        return lists.Find(id, withSecrets: true) is { } refreshed ? TypedResults.Ok(refreshed.Document) : Problems.NotFound($"There is no list '{id}' any more.");
    }

    internal static async Task<Results<Ok<Page<IgnoredLineReport>>, ProblemHttpResult>> GetIgnored(
        string id, int? max, [FromServices] ListOverview overview, [FromServices] ListDocuments lists, CancellationToken cancellationToken)
    {
        int most = max ?? DefaultLines;
        if (most is < 1 or > MostLines)
        {
            return Problems.Invalid("max", $"must be between 1 and {MostLines}.");
        }

        return lists.Find(id, withSecrets: false) is { } found && await overview.IgnoredAsync(found.Document.Id, most, cancellationToken) is { } lines
            ? TypedResults.Ok(new Page<IgnoredLineReport>(lines, Next: null))
            : Problems.NotFound($"There is no list '{id}', or it has no text.");
    }
}

/// <param name="Licence">Empty where it is not known.</param>
/// <param name="Kind">As of a list.</param>
/// <param name="Levels"><c>light</c>, <c>balanced</c>, <c>strict</c>, <c>family</c>.</param>
internal sealed record PresetReport(
    string Id, string Name, string Url, string Licence, bool IsNonCommercial, bool IsSignal, ListKind Kind, string Category, IReadOnlyList<ListLevel> Levels)
{
    public static PresetReport From(ListPreset preset) => new(
        preset.Id, preset.Name, preset.Url, preset.Licence, preset.IsNonCommercial, preset.IsSignal, preset.Kind, preset.Category, [.. ListPresets.LevelsOf(preset)]);
}
