using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/pause</c>, <c>resume</c>, <c>allow</c>, <c>block</c>: what a parent does in a moment.</summary>
internal static class ActionEndpoints
{
    // Until accounts exist whoever reaches the control socket acts as the owner of the machine.
    private const string Author = "command";

    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pause", PostPause);
        routes.MapPost("/resume", PostResume);
        routes.MapPost("/allow", PostAllow);
        routes.MapPost("/block", PostBlock);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostPause(PauseRequest request, PolicyActions actions, CancellationToken cancellationToken) =>
        Told(await actions.PauseAsync(NullIfEmpty(request.Group), Length(request.ForSeconds), cancellationToken));

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostResume(ResumeRequest request, PolicyActions actions, CancellationToken cancellationToken) =>
        Told(await actions.ResumeAsync(NullIfEmpty(request.Group), cancellationToken));

    internal static Task<Results<NoContent, ProblemHttpResult>> PostAllow(AllowRequest request, PolicyActions actions, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: true, actions, cancellationToken);

    internal static Task<Results<NoContent, ProblemHttpResult>> PostBlock(AllowRequest request, PolicyActions actions, CancellationToken cancellationToken) =>
        DecideAsync(request, isAllowed: false, actions, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(AllowRequest request, bool isAllowed, PolicyActions actions, CancellationToken cancellationToken) =>
        Told(await actions.DecideAsync(request.Name ?? "", isAllowed, NullIfEmpty(request.Client), Length(request.ForSeconds), Author, cancellationToken));

    private static Results<NoContent, ProblemHttpResult> Told(PolicyEdit edit) => edit.IsDone
        ? TypedResults.NoContent()
        : TypedResults.Problem(edit.Text, statusCode: StatusOf(edit.Error), title: "Nothing was changed.");

    private static int StatusOf(PolicyEditError error) => error switch
    {
        PolicyEditError.NotFound => StatusCodes.Status404NotFound,
        PolicyEditError.ReadOnly or PolicyEditError.InUse => StatusCodes.Status409Conflict,
        PolicyEditError.NotStored => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

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
