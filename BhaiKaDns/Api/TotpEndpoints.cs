using BhaiKaDns.Access;
using BhaiKaDns.Access.OneTimeCodes;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/auth/totp</c>: two-factor of one's own account.</summary>
internal static class TotpEndpoints
{
    private const string OnExample = """{"secret":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP","code":"123456","password":"four words that nobody guesses"}""";
    private const string PasswordExample = """{"password":"four words that nobody guesses"}""";

    public static void MapTotp(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder totp = routes.MapGroup("/auth/totp").WithTags("auth");
        totp.MapPost("", PostTotp).Needs(Permissions.Read).Described("startTwoFactor", "With {} proposes a secret and keeps nothing; with secret, code and password switches two-factor on and gives recovery codes.", OnExample);
        totp.MapPost("/off", PostOff).Needs(Permissions.Read).Described("endTwoFactor", "Switches two-factor off.", PasswordExample);
        totp.MapPost("/recovery-codes", PostRecoveryCodes).Needs(Permissions.Read).Described("renewRecoveryCodes", "Gives new recovery codes in place of all old ones.", PasswordExample);
    }

    /// <summary>Without a secret proposes one and keeps nothing; with secret, code and password switches two-factor on.</summary>
    internal static async Task<Results<Ok<TotpReport>, ProblemHttpResult>> PostTotp(
        TotpRequest request, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken)
    {
        Actor actor = context.Actor();
        context.Response.Headers.CacheControl = "no-store";
        if (await own.FindAsync(actor, cancellationToken) is not { } account)
        {
            return Outcome.Forbidden.ToRefusal(context);
        }

        if (request.Secret is null)
        {
            string secret = TimeCodes.CreateSecret();
            return TypedResults.Ok(new TotpReport(secret, TimeCodes.AddressOf(secret, account.Name), null));
        }

        (Outcome outcome, IReadOnlyList<string> codes) = await own.BeginTwoFactorAsync(actor, request.Password ?? "", request.Secret, request.Code ?? "", cancellationToken);
        return outcome.IsDone ? TypedResults.Ok(new TotpReport(null, null, codes)) : outcome.ToRefusal(context);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostOff(
        TotpRequest request, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken) =>
        (await own.EndTwoFactorAsync(context.Actor(), request.Password ?? "", cancellationToken)).ToAnswer(context);

    internal static async Task<Results<Ok<TotpReport>, ProblemHttpResult>> PostRecoveryCodes(
        TotpRequest request, HttpContext context, [FromServices] OwnAccount own, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        (Outcome outcome, IReadOnlyList<string> codes) = await own.RenewRecoveryCodesAsync(context.Actor(), request.Password ?? "", cancellationToken);
        return outcome.IsDone ? TypedResults.Ok(new TotpReport(null, null, codes)) : outcome.ToRefusal(context);
    }
}

/// <param name="Secret">As it was proposed.</param>
/// <param name="Code">What the app shows.</param>
/// <param name="Password">Of the account.</param>
internal sealed record TotpRequest(string? Secret, string? Code, string? Password);

/// <param name="Secret">For the app, in base32.</param>
/// <param name="Address">The same for a QR code.</param>
/// <param name="RecoveryCodes">Each good once; shown this once.</param>
internal sealed record TotpReport(string? Secret, string? Address, IReadOnlyList<string>? RecoveryCodes);
