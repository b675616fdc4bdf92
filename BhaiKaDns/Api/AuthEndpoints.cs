using BhaiKaDns.Access;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/auth</c>: the first account, login, refreshed tokens, logout, one's own password.</summary>
internal static class AuthEndpoints
{
    /// <summary>In the member <c>code</c> of the problem when only the one-time code is missing.</summary>
    public const string TotpRequired = "totp-required";

    private const string SetupExample = """{"code":"123-456","userName":"asha","password":"four words that nobody guesses"}""";
    private const string LoginExample = """{"userName":"asha","password":"four words that nobody guesses","totp":"123456"}""";
    private const string RefreshExample = """{"refreshToken":"kq3v0Jc2.9xF4..."}""";
    private const string PasswordExample = """{"currentPassword":"four words that nobody guesses","newPassword":"five other words nobody guesses"}""";

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder auth = routes.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/setup", PostSetup).Needs(Permissions.None).Described("setUp", "Makes the first administrator with the code that terminal and log of the server show; refused once there is an account.", SetupExample);
        auth.MapPost("/login", PostLogin).Needs(Permissions.None).Described("logIn", "Gives an access token and a refresh token for a password, with two-factor also for a one-time code.", LoginExample);
        auth.MapPost("/refresh", PostRefresh).Needs(Permissions.None).Described("refreshLogin", "Gives new tokens for a refresh token, which is good once; one that comes again ends its login.", RefreshExample);
        auth.MapPost("/logout", PostLogout).Needs(Permissions.Read).Described("logOut", "Ends the session that asks.");
        auth.MapPost("/password", PostPassword).Needs(Permissions.Read).Described("changeOwnPassword", "Changes one's own password and signs one out everywhere else.", PasswordExample);
        auth.MapGet("/me", GetMe).Needs(Permissions.Read).Described("getMe", "Tells who asks and what they may do.");
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostSetup(SetupRequest request, HttpContext context, [FromServices] SignIns signIns, CancellationToken cancellationToken) =>
        (await signIns.SetUpAsync(request.Code ?? "", request.UserName ?? "", request.Password ?? "", context.ClientAddress(), cancellationToken)).ToAnswer(context);

    internal static async Task<Results<Ok<TokensReport>, ProblemHttpResult>> PostLogin(
        LoginRequest request, HttpContext context, [FromServices] SignIns signIns, CancellationToken cancellationToken)
    {
        LoginResult result = await signIns.TryAsync(request.UserName ?? "", request.Password ?? "", request.Totp, context.ClientAddress(), cancellationToken);
        return result switch
        {
            { Error: LoginError.None, Account: { } account } => Given(context, await signIns.OpenTokensAsync(account, context.ClientAddress(), context.Agent(), cancellationToken)),
            { Error: LoginError.MustWait } => AccountAnswers.TooMany(context, result.Wait),
            { Error: LoginError.CodeNeeded } => TypedResults.Problem(
                "send the code of the authenticator app, or a recovery code, as 'totp'.", statusCode: StatusCodes.Status401Unauthorized, title: "A one-time code is needed.",
                extensions: [KeyValuePair.Create<string, object?>("code", TotpRequired)]),
            _ => TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "User name, password or code is wrong."),
        };
    }

    internal static async Task<Results<Ok<TokensReport>, ProblemHttpResult>> PostRefresh(
        RefreshRequest request, HttpContext context, [FromServices] SignIns signIns, CancellationToken cancellationToken) =>
        await signIns.RefreshAsync(request.RefreshToken ?? "", context.ClientAddress(), cancellationToken) is { } tokens
            ? Given(context, tokens)
            : TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "The refresh token is not good; log in.");

    internal static async Task<NoContent> PostLogout(HttpContext context, [FromServices] SignIns signIns, CancellationToken cancellationToken)
    {
        await signIns.SignOutAsync(context.Actor(), context.SessionId(), cancellationToken);
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostPassword(
        PasswordRequest request, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken) =>
        (await own.ChangePasswordAsync(context.Actor(), request.CurrentPassword ?? "", request.NewPassword ?? "", context.SessionId(), cancellationToken)).ToAnswer(context);

    internal static Ok<ActorReport> GetMe(HttpContext context)
    {
        Actor actor = context.Actor();
        return TypedResults.Ok(new ActorReport(actor.Name, RoleNames.Of(actor.Role), [.. PermissionNames(actor)]));
    }

    private static IEnumerable<string> PermissionNames(Actor actor) =>
        from permission in (Permissions[])[Permissions.Read, Permissions.Act, Permissions.Lists, Permissions.Manage]
        where actor.May(permission)
        select permission.ToString().ToLowerInvariant();

    private static Ok<TokensReport> Given(HttpContext context, IssuedTokens tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokensReport(tokens.AccessToken, tokens.ExpiresAt, tokens.RefreshToken));
    }
}

/// <param name="Code">As the terminal and the log of the server show it.</param>
internal sealed record SetupRequest(string? Code, string? UserName, string? Password);

/// <param name="Totp">The code of the authenticator app, or a recovery code; only for accounts with two-factor.</param>
internal sealed record LoginRequest(string? UserName, string? Password, string? Totp);

internal sealed record RefreshRequest(string? RefreshToken);

internal sealed record PasswordRequest(string? CurrentPassword, string? NewPassword);

/// <param name="RefreshToken">Good once.</param>
internal sealed record TokensReport(string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken);

/// <param name="Role">Null for API tokens.</param>
internal sealed record ActorReport(string Name, string? Role, IReadOnlyList<string> Permissions);
