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

    internal static Ok<SettingsCheckReport> Check([FromBody] JsonElement sections, [FromServices] SettingsAdministration settings)
    {
        SettingsTrial trial = settings.Try(sections);
        return TypedResults.Ok(new SettingsCheckReport(
            [.. trial.Problems.Select(problem => new SettingProblemReport(problem.Key, problem.Reason, problem.Where))],
            [.. trial.Changes.Select(change => new SettingChangeReport(change.Id, change.Before, change.After))]));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Restart(HttpContext context, [FromServices] SettingsAdministration settings) =>
        Told(await settings.RestartAsync(context.Actor()));

    // Keys of settings are told as settings write them, not as members of a body.
    private static Results<NoContent, ProblemHttpResult> Told(Outcome outcome) => outcome.Kind is OutcomeKind.Invalid
        ? Problems.Invalid(outcome.Problems.GroupBy(problem => problem.Key, problem => problem.Problem).ToDictionary(group => group.Key, group => group.ToArray()), Problems.NothingChanged)
        : outcome.ToResult();
}

/// <param name="Changes">Empty while there are problems.</param>
internal sealed record SettingsCheckReport(IReadOnlyList<SettingProblemReport> Problems, IReadOnlyList<SettingChangeReport> Changes);

/// <param name="Where">The file, variable or argument that says it; empty where that is plain.</param>
internal sealed record SettingProblemReport(string Key, string Reason, string Where);

internal sealed record SettingChangeReport(string Key, JsonElement? Before, JsonElement? After);
