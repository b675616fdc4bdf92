using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Access.Login;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.PiHole;

/// <summary><c>/api/auth</c> of the Pi-hole v6 API. The password is an API token, or <c>name:password</c> of an account: Pi-hole has no names.</summary>
internal static class PiHoleAuthEndpoints
{
    public static void MapPiHoleAuth(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/auth", PostAuth).Needs(Permissions.None);
        routes.MapGet("/auth", GetAuth).Needs(Permissions.None);
        routes.MapDelete("/auth", DeleteAuth).Needs(Permissions.Read);
    }

    internal static async Task<Results<JsonHttpResult<SessionAnswer>, JsonHttpResult<ErrorAnswer>>> PostAuth(HttpContext context, [FromServices] CompatibleLogins logins)
    {
        if (await PiHoleBody.ReadAsync(context, PiHoleJson.Default.PasswordBody) is not { Password: { Length: > 0 } password } body)
        {
            return PiHoleBody.Error(StatusCodes.Status400BadRequest, "bad_request", "No password found in JSON payload");
        }

        string[] parts = password.Split(':', 2);
        string? code = body.Totp.ValueKind is JsonValueKind.Number or JsonValueKind.String ? body.Totp.ToString().PadLeft(6, '0') : null;
        (LoginError error, TimeSpan wait, string? sid) = await logins.BeginAsync(context, parts.Length == 2 ? parts[0] : "", parts[^1], code);
        if (error is LoginError.MustWait)
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return PiHoleBody.Error(StatusCodes.Status429TooManyRequests, "rate_limiting", "Rate-limiting login attempts");
        }

        context.Response.Headers.CacheControl = "no-store";
        return sid is null
            ? Session(new SessionPart(false, error is LoginError.CodeNeeded, null, null, -1, "password incorrect"), StatusCodes.Status401Unauthorized)
            : Session(new SessionPart(true, false, sid, null, (long)CompatibleLogins.Lifetime.TotalSeconds, "password correct"), StatusCodes.Status200OK);
    }

    internal static JsonHttpResult<SessionAnswer> GetAuth(HttpContext context) => context.Actor().May(Permissions.Read)
        ? Session(new SessionPart(true, false, PiHoleSession.IdOf(context.Request), null, (long)CompatibleLogins.Lifetime.TotalSeconds, null), StatusCodes.Status200OK)
        : Session(new SessionPart(false, false, null, null, -1, null), StatusCodes.Status401Unauthorized);

    internal static async Task<NoContent> DeleteAuth(HttpContext context, [FromServices] CompatibleLogins logins)
    {
        if (PiHoleSession.IdOf(context.Request) is { } sid)
        {
            await logins.EndAsync(context, sid);
        }

        return TypedResults.NoContent();
    }

    private static JsonHttpResult<SessionAnswer> Session(SessionPart session, int status) => TypedResults.Json(new SessionAnswer(session), PiHoleJson.Default.SessionAnswer, statusCode: status);
}
