using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/pause</c>, <c>resume</c>, <c>allow</c>, <c>block</c>: what a parent does in a moment.</summary>
internal static class ActionEndpoints
{
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pause", PostPause).Needs(Permissions.Act);
        routes.MapPost("/resume", PostResume).Needs(Permissions.Act);
        routes.MapPost("/allow", PostAllow).Needs(Permissions.Act);
        routes.MapPost("/block", PostBlock).Needs(Permissions.Act);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostPause(
        PauseRequest request, HttpContext context, PolicyAdministration policy, CancellationToken cancellationToken) =>
        (await policy.PauseAsync(context.Actor(), NullIfEmpty(request.Group), Length(request.ForSeconds), cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostResume(
        ResumeRequest request, HttpContext context, PolicyAdministration policy, CancellationToken cancellationToken) =>
        (await policy.ResumeAsync(context.Actor(), NullIfEmpty(request.Group), cancellationToken)).ToAnswer(context);

    internal static Task<Results<NoContent, ProblemHttpResult>> PostAllow(
        AllowRequest request, HttpContext context, PolicyAdministration policy, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: true, context, policy, cancellationToken);

    internal static Task<Results<NoContent, ProblemHttpResult>> PostBlock(
        AllowRequest request, HttpContext context, PolicyAdministration policy, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: false, context, policy, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        AllowRequest request, bool isAllowed, HttpContext context, PolicyAdministration policy, CancellationToken cancellationToken) =>
        (await policy.DecideAsync(
            context.Actor(), request.Name ?? "", isAllowed, NullIfEmpty(request.Client), Length(request.ForSeconds), cancellationToken)).ToAnswer(context);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // A number beyond all bounds is as wrong as zero, and must not overflow before it is found to be.
    private static TimeSpan? Length(long? seconds) => seconds is { } count ? TimeSpan.FromSeconds(Math.Clamp(count, 0, int.MaxValue)) : null;
}

/// <param name="Group">Null for the whole home.</param>
/// <param name="ForSeconds">Null until it is resumed.</param>
internal sealed record PauseRequest(string? Group, long? ForSeconds);

internal sealed record ResumeRequest(string? Group);

/// <param name="Client">Name of a device, or an address; null for everybody.</param>
/// <param name="ForSeconds">Null for good.</param>
internal sealed record AllowRequest(string? Name, string? Client, long? ForSeconds);
