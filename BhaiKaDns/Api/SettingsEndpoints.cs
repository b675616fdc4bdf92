using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Hosting.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/settings</c>: all settings with what they may be and where they come from; whole sections put anew; and a restart.</summary>
internal static class SettingsEndpoints
{
    private const string Example = """{"Cache":{"Capacity":20000,"ServeStaleFor":"06:00:00"}}""";

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder settings = routes.MapGroup("/settings").WithTags("settings");
        settings.MapGet("/", Get).Needs(Permissions.Manage).Described("getSettings", "Shows every setting with its value, default, bounds and origin.");
        settings.MapPut("/", Put).Needs(Permissions.Manage).Described(
            "changeSettings", "Puts whole sections in place of what they are; what a section leaves out goes back to its file or default. In force a moment later.", Example);
        settings.MapPost("/check", Check).Needs(Permissions.Manage).Described("checkSettings", "Tells what such a change would do and what is wrong with it, and changes nothing.", Example);
        routes.MapPost("/restart", Restart).Needs(Permissions.Manage).WithTags("settings").Described("restart", "Builds the server anew inside its process; answers go on meanwhile.");
    }

    internal static Ok<SettingsDescription> Get(HttpContext context, [FromServices] SettingsAdministration settings)
    {
        SettingsDescription description = settings.Describe();
        context.Response.Headers.ETag = EntityTags.Of(description.Version);
        return TypedResults.Ok(description);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Put(
        [FromBody] JsonElement sections, HttpContext context, [FromServices] SettingsAdministration settings, CancellationToken cancellationToken) =>
        Told(await settings.ChangeAsync(context.Actor(), sections, EntityTags.Expected(context.Request), cancellationToken));

    internal static Results<Ok<SettingsCheckReport>, ProblemHttpResult> Check([FromBody] JsonElement sections, [FromServices] SettingsAdministration settings)
    {
        SettingsTrial trial = settings.Try(sections);
        return trial.Outcome.IsDone
            ? TypedResults.Ok(new SettingsCheckReport([.. trial.Changes.Select(change => new SettingChangeReport(change.Id, change.Before, change.After))]))
            : Invalid(trial.Outcome);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Restart(HttpContext context, [FromServices] SettingsAdministration settings) =>
        Told(await settings.RestartAsync(context.Actor()));

    private static Results<NoContent, ProblemHttpResult> Told(Outcome outcome) => outcome.Kind is OutcomeKind.Invalid ? Invalid(outcome) : outcome.ToResult();

    // Keys of settings are told as settings write them, not as members of a body.
    private static ProblemHttpResult Invalid(Outcome outcome) =>
        Problems.Invalid(outcome.Problems.GroupBy(problem => problem.Key, problem => problem.Problem).ToDictionary(group => group.Key, group => group.ToArray()), Problems.NothingChanged);
}

/// <param name="Changes">Key by key; empty where everything is so already.</param>
internal sealed record SettingsCheckReport(IReadOnlyList<SettingChangeReport> Changes);

internal sealed record SettingChangeReport(string Key, JsonElement? Before, JsonElement? After);
