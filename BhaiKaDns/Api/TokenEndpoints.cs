using BhaiKaDns.Access;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/tokens</c>: what programs carry instead of a login, for administrators.</summary>
internal static class TokenEndpoints
{
    private const string Example = """{"name":"lamp","scopes":["read","pause"],"expiresAt":"2099-12-31T00:00:00Z"}""";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder tokens = routes.MapGroup("/tokens").WithTags("tokens");
        tokens.MapGet("", GetTokens).Needs(Permissions.Manage).Described("listTokens", "Shows the API tokens with scopes, end and last use.");
        tokens.MapPost("", PostToken).Needs(Permissions.Manage).Described("addToken", "Makes an API token; the token itself is told this once.", Example);
        tokens.MapPut("/{id}", PutToken).Needs(Permissions.Manage).Described("changeToken", "Changes name, scopes and end of a token.", Example);
        tokens.MapDelete("/{id}", DeleteToken).Needs(Permissions.Manage).Described("removeToken", "Revokes a token; it is refused from then on.");
    }

    internal static async Task<Ok<TokenPage>> GetTokens(HttpContext context, [FromServices] TokenAdministration tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(new TokenPage([.. (await tokens.TokensAsync(context.Actor(), cancellationToken)).Select(token => TokenReport.From(token))]));

    internal static async Task<Results<Created<TokenReport>, ProblemHttpResult>> PostToken(
        TokenRequest request, HttpContext context, [FromServices] TokenAdministration tokens, CancellationToken cancellationToken)
    {
        (Outcome outcome, string text) = await tokens.AddAsync(context.Actor(), request.Name ?? "", request.Scopes ?? [], request.ExpiresAt, cancellationToken);
        if (!outcome.IsDone)
        {
            return outcome.ToRefusal(context);
        }

        context.Response.Headers.CacheControl = "no-store";
        ApiToken? added = (await tokens.TokensAsync(context.Actor(), cancellationToken)).FirstOrDefault(token => token.Id == outcome.Id);
        return TypedResults.Created($"{ApiRegistration.ApiPath}/tokens/{outcome.Id}", added is null ? null : TokenReport.From(added, text));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PutToken(
        string id, TokenRequest request, HttpContext context, [FromServices] TokenAdministration tokens, CancellationToken cancellationToken) =>
        (await tokens.ChangeAsync(context.Actor(), id, request.Name ?? "", request.Scopes ?? [], request.ExpiresAt, cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteToken(
        string id, HttpContext context, [FromServices] TokenAdministration tokens, CancellationToken cancellationToken) =>
        (await tokens.RemoveAsync(context.Actor(), id, cancellationToken)).ToAnswer(context);
}

/// <param name="Scopes"><c>read</c>, <c>pause</c>, <c>lists</c>, <c>admin</c>.</param>
/// <param name="ExpiresAt">Left out for good.</param>
internal sealed record TokenRequest(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt);

internal sealed record TokenPage(IReadOnlyList<TokenReport> Items);

/// <param name="Token">What the program must send as <c>Authorization: Bearer</c>; told this once.</param>
internal sealed record TokenReport(
    string Id, string Name, IReadOnlyList<string> Scopes, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? Token)
{
    public static TokenReport From(ApiToken token, string? text = null) =>
        new(token.Id, token.Name, token.Scopes, token.CreatedBy, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, text);
}
