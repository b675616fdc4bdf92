using System.ComponentModel;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/pause</c>, <c>resume</c>, <c>allow</c>, <c>block</c>, <c>feedback</c>: what a parent does in a moment. <c>pauses</c> tells what is paused.</summary>
internal static class ActionEndpoints
{
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder actions = routes.MapGroup("").WithTags("actions");
        actions.MapGet("/pauses", GetPauses).Needs(Permissions.Read).Described("listPauses", "Lists the pauses that hold.");
        actions.MapPost("/pause", PostPause).Needs(Permissions.Act).Described("pause", "Switches filtering off for a while, for a group or the whole home.", """{"group":"default","forSeconds":600}""");
        actions.MapPost("/resume", PostResume).Needs(Permissions.Act).Described("resume", "Ends the pause of a group, or all pauses.", """{"group":"default"}""");
        actions.MapPost("/allow", PostAllow).Needs(Permissions.Act).Described("allow", "Allows a name and all below it, whatever lists say.", """{"name":"shop.example","client":"192.168.1.21","forSeconds":3600}""");
        actions.MapPost("/block", PostBlock).Needs(Permissions.Act).Described("block", "Blocks a name and all below it.", """{"name":"ads.example"}""");
        actions.MapPost("/feedback", PostFeedback).Needs(Permissions.Act).Described("giveFeedback", "Says that a name is good or bad: its registrable domain is allowed or blocked at once, and kept as an example for training.", """{"name":"shop.example","verdict":"good"}""");
    }

    internal static Results<Ok<Page<PauseReport>>, ProblemHttpResult> GetPauses([AsParameters] PageRequest page, [FromServices] PolicyStore store) =>
        Pages.Of([.. store.Parts.Moment.Pauses.Select(pause => new PauseReport(pause.Group, pause.EndsAt))], pause => pause.Group ?? "*", page);

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostPause(
        PauseRequest request, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.PauseAsync(context.Actor(), NullIfEmpty(request.Group), Seconds.ToSpan(request.ForSeconds), cancellationToken)).ToResult();

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostResume(
        ResumeRequest request, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.ResumeAsync(context.Actor(), NullIfEmpty(request.Group), cancellationToken)).ToResult();

    internal static Task<Results<NoContent, ProblemHttpResult>> PostAllow(
        AllowRequest request, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: true, context, administration, cancellationToken);

    internal static Task<Results<NoContent, ProblemHttpResult>> PostBlock(
        AllowRequest request, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: false, context, administration, cancellationToken);

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostFeedback(
        FeedbackRequest request, HttpContext context, [FromServices] ThreatAdministration threats, CancellationToken cancellationToken) =>
        request.Verdict is { } verdict
            ? (await threats.FeedbackAsync(context.Actor(), request.Name ?? "", verdict is FeedbackVerdict.Good, NullIfEmpty(request.Client), cancellationToken)).ToResult()
            : Problems.Invalid("verdict", "'good' or 'bad' is needed.");

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        AllowRequest request, bool isAllowed, HttpContext context, PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.DecideAsync(context.Actor(), request.Name ?? "", isAllowed, NullIfEmpty(request.Client), Seconds.ToSpan(request.ForSeconds), cancellationToken)).ToResult();

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Group">Null for the whole home.</param>
/// <param name="EndsAt">Null until it is resumed.</param>
internal sealed record PauseReport(string? Group, DateTimeOffset? EndsAt);

internal sealed record PauseRequest(
    [property: Description("Left out for the whole home.")] string? Group = null,
    [property: Description("Left out until it is resumed.")] long? ForSeconds = null);

internal sealed record ResumeRequest([property: Description("Left out for all pauses.")] string? Group = null);

internal sealed record AllowRequest(
    string? Name = null,
    [property: Description("Name of a device, or an address; left out for everybody.")] string? Client = null,
    [property: Description("Left out for good.")] long? ForSeconds = null);

internal sealed record FeedbackRequest(
    string? Name = null,
    FeedbackVerdict? Verdict = null,
    [property: Description("Name of a device, or an address; left out for everybody.")] string? Client = null);

internal enum FeedbackVerdict : byte
{
    Good = 0,
    Bad = 1,
}
