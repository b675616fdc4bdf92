using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/audit</c>: what was done to the house, newest first, for administrators; and taking it back.</summary>
internal static class AuditEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup("/audit").WithTags("audit");
        audit.MapGet("", GetAudit).Needs(Permissions.Manage).Described("listAudit", "Shows what was done to the house, newest first.");
        audit.MapGet("/export", GetExport).Needs(Permissions.Manage).Described("exportAudit", "Gives the whole trail as JSON lines, oldest first, with its chain of hashes.");
        audit.MapPost("/{id}/undo", PostUndo).Needs(Permissions.Manage).Described("undo", "Takes back what an entry tells of, unless it was changed since.");
    }

    /// <param name="actor">Name of the user or token.</param>
    /// <param name="action">The beginning of an action's id.</param>
    internal static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> GetAudit(
        string? search, string? actor, string? action, int? limit, string? cursor, [FromServices] AuditTrail trail, CancellationToken cancellationToken)
    {
        long before = 0;
        if (limit is < 1 or > MaxLimit || (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before)))
        {
            return TypedResults.Problem($"limit is 1 to {MaxLimit}; cursor is what a page gave as 'next'.", statusCode: StatusCodes.Status422UnprocessableEntity, title: "The question could not be understood.");
        }

        int count = limit ?? DefaultLimit;
        IReadOnlyList<AuditEntry> entries = await trail.ReadAsync(
            new AuditFilter(NullIfEmpty(actor), NullIfEmpty(action), NullIfEmpty(search)), cursor is null ? null : before, count + 1, cancellationToken);
        bool isMore = entries.Count > count;
        return TypedResults.Ok(new AuditPage([.. entries.Take(count)], isMore ? entries[count - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <summary>The trail as it lies on the disk, oldest first, so that whoever has it can follow the chain.</summary>
    internal static PushStreamHttpResult GetExport([FromServices] AuditTrail trail) =>
        TypedResults.Stream(body => trail.CopyToAsync(body, CancellationToken.None), "application/jsonl", AuditTrail.FileName);

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostUndo(
        long id, HttpContext context, [FromServices] AuditTrail trail, [FromServices] AuditUndo undo, CancellationToken cancellationToken) =>
        await trail.FindAsync(id, cancellationToken) is { } entry
            ? (await undo.UndoAsync(context.Actor(), entry, cancellationToken)).ToAnswer(context)
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no entry with this number.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Next">As <c>cursor</c> it asks for what comes after; absent on the last page.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Next);
