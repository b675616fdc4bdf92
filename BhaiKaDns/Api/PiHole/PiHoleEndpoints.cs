using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.PiHole;

/// <summary>A part of the Pi-hole v6 API, for widgets and integrations made for it: figures of the last 24 hours, and pausing.</summary>
internal static class PiHoleEndpoints
{
    public static void MapPiHole(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api").ExcludeFromDescription();
        api.MapPiHoleAuth();
        api.MapPiHoleStatistics();
        api.MapPiHoleQueries();
        api.MapGet("/dns/blocking", GetBlocking).Needs(Permissions.Read);
        api.MapPost("/dns/blocking", PostBlocking).Needs(Permissions.Act);
        api.MapGet("/info/version", GetVersion).Needs(Permissions.Read);
    }

    internal static JsonHttpResult<BlockingAnswer> GetBlocking([FromServices] DayFigures figures) => Blocking(figures);

    internal static async Task<Results<JsonHttpResult<BlockingAnswer>, JsonHttpResult<ErrorAnswer>>> PostBlocking(
        HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] DayFigures figures, CancellationToken cancellationToken)
    {
        if (await PiHoleBody.ReadAsync(context, PiHoleJson.Default.BlockingBody) is not { Blocking: { } isOn } body)
        {
            return PiHoleBody.Error(StatusCodes.Status400BadRequest, "body_error", "No \"blocking\" boolean in body data");
        }

        TimeSpan? length = Seconds.ToSpan(body.Timer is { } timer ? (long)Math.Clamp(timer, -1, int.MaxValue) : null);
        Outcome outcome = isOn
            ? await administration.ResumeAsync(context.Actor(), null, cancellationToken)
            : await administration.PauseAsync(context.Actor(), null, length, cancellationToken);
        return outcome.IsDone ? Blocking(figures) : PiHoleBody.Error(Outcomes.StatusOf(outcome.Kind), "bad_request", outcome.Text);
    }

    internal static JsonHttpResult<VersionAnswer> GetVersion()
    {
        VersionPart ours = new(new VersionOf($"v{ProductVersion.Current}", "main", null), new VersionOf(null, null, null));
        return TypedResults.Json(new VersionAnswer(new VersionParts(ours, ours, ours)), PiHoleJson.Default.VersionAnswer);
    }

    private static JsonHttpResult<BlockingAnswer> Blocking(DayFigures figures)
    {
        double? left = figures.Pause?.EndsAt is { } end ? Math.Max(0, (end - figures.Now).TotalSeconds) : null;
        return TypedResults.Json(new BlockingAnswer(figures.Pause is null ? "enabled" : "disabled", left), PiHoleJson.Default.BlockingAnswer);
    }
}
