using BhaiKaDns.Access;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/auth/sessions</c>: where one is signed in; administrators see and end everybody's.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder sessions = routes.MapGroup("/auth/sessions").WithTags("auth");
        sessions.MapGet("", GetSessions).Needs(Permissions.Read).Described("listSessions", "Shows where one is signed in; for administrators with all=true where everybody is.");
        sessions.MapDelete("", DeleteOthers).Needs(Permissions.Read).Described("endOtherSessions", "Signs one out everywhere but in the session that asks.");
        sessions.MapDelete("/{id}", DeleteSession).Needs(Permissions.Read).Described("endSession", "Signs out one session: one's own, or for administrators anybody's.");
    }

    internal static async Task<Ok<SessionPage>> GetSessions(bool? all, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken)
    {
        string current = context.SessionId();
        return TypedResults.Ok(new SessionPage(
            [.. (await own.SessionsAsync(context.Actor(), all ?? false, cancellationToken)).Select(session => SessionReport.From(session, current))]));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteOthers(HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken) =>
        (await own.EndOtherSessionsAsync(context.Actor(), context.SessionId(), cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteSession(string id, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken) =>
        (await own.EndSessionAsync(context.Actor(), id, cancellationToken)).ToAnswer(context);
}

internal sealed record SessionPage(IReadOnlyList<SessionReport> Items);

/// <param name="Kind"><c>pages</c> or <c>api</c>.</param>
/// <param name="IsCurrent">The one that asks.</param>
internal sealed record SessionReport(
    string Id, string UserName, string Kind, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Address, string Agent, bool IsCurrent)
{
    public static SessionReport From(LoginSession session, string current) => new(
        session.Id, session.UserName, session.Kind is ActorKind.Session ? "pages" : "api", session.CreatedAt, session.LastUsedAt, session.Address, session.Agent, session.Id == current);
}
