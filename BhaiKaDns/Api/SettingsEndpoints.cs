using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Hosting.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/settings</c>: all settings with what they may be and where they come from; whole sections put anew; and a restart.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", GetSettings).Needs(Permissions.Manage);
        routes.MapPut("/settings", PutSettings).Needs(Permissions.Manage);
        routes.MapPost("/settings/check", PostCheck).Needs(Permissions.Manage);
        routes.MapPost("/restart", PostRestart).Needs(Permissions.Manage);
    }

    internal static JsonHttpResult<SettingsDescription> GetSettings(HttpContext context, [FromServices] SettingsAdministration settings)
    {
        SettingsDescription description = settings.Describe();
        context.Response.Headers.ETag = EntityTags.Of(description.Version);
        return TypedResults.Json(description, ApiJson.Default.SettingsDescription);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PutSettings(
        [FromBody] JsonElement sections, HttpContext context, [FromServices] SettingsAdministration settings, CancellationToken cancellationToken) =>
        OutcomeResults.Of(await settings.ChangeAsync(context.Actor(), sections, EntityTags.Wanted(context.Request), cancellationToken));

    internal static Results<JsonHttpResult<SettingsCheckReport>, ProblemHttpResult> PostCheck([FromBody] JsonElement sections, [FromServices] SettingsAdministration settings)
    {
        SettingsTrial trial = settings.Try(sections);
        return TypedResults.Json(
            new SettingsCheckReport(
                [.. trial.Problems.Select(problem => new SettingProblemReport(problem.Key, problem.Reason, problem.Where))],
                [.. trial.Changes.Select(change => new SettingChangeReport(change.Id, change.Before, change.After))]),
            ApiJson.Default.SettingsCheckReport);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostRestart(HttpContext context, [FromServices] SettingsAdministration settings) =>
        OutcomeResults.Of(await settings.RestartAsync(context.Actor()));
}

/// <param name="Changes">Empty while there are problems.</param>
internal sealed record SettingsCheckReport(IReadOnlyList<SettingProblemReport> Problems, IReadOnlyList<SettingChangeReport> Changes);

internal sealed record SettingProblemReport(string Key, string Reason, string Where);

internal sealed record SettingChangeReport(string Key, JsonElement? Before, JsonElement? After);
