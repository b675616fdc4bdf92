using System.Globalization;
using System.Text;
using BhaiKaDns.Access;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api;

/// <summary>Finds out who makes a request that is made for another product: by its session id, or by user name and password. Only where that product's API is switched on.</summary>
internal sealed class CompatibleIdentification(IOptions<ApiOptions> options, CompatibleLogins logins)
{
    private const string Basic = "Basic ";
    private const string PiHolePath = "/api";
    private const string AdGuardHomePath = "/control";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Actor() == Actor.Nobody)
        {
            if (IsPiHole(context.Request.Path) && PiHole.PiHoleSession.IdOf(context.Request) is { } sid)
            {
                Apply(context, await logins.FindAsync(context, sid));
            }
            else if (IsAdGuardHome(context.Request.Path))
            {
                (FoundActor found, TimeSpan wait) = TryReadBasic(context.Request.Headers.Authorization.ToString(), out string userName, out string password)
                    ? await logins.FindAsync(context, userName, password)
                    : (FoundActor.Nobody, TimeSpan.Zero);
                if (wait > TimeSpan.Zero)
                {
                    context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                    await Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong tries.");
                    return;
                }

                Apply(context, found);
            }
        }

        await next(context);
    }

    private bool IsPiHole(PathString path) =>
        options.Value.PiHole && path.StartsWithSegments(PiHolePath, StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments(ApiRegistration.ApiPath, StringComparison.OrdinalIgnoreCase);

    private bool IsAdGuardHome(PathString path) => options.Value.AdGuardHome && path.StartsWithSegments(AdGuardHomePath, StringComparison.OrdinalIgnoreCase);

    private static void Apply(HttpContext context, FoundActor found)
    {
        if (found != FoundActor.Nobody)
        {
            context.User = ActorClaims.ToPrincipal(found.Actor, found.SessionId);
        }
    }

    private static bool TryReadBasic(string header, out string userName, out string password)
    {
        userName = "";
        password = "";
        byte[] octets = new byte[1024];
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), octets, out int length))
        {
            return false;
        }

        string[] parts = Encoding.UTF8.GetString(octets.AsSpan(0, length)).Split(':', 2);
        (userName, password) = parts.Length == 2 ? (parts[0], parts[1]) : ("", "");
        return parts.Length == 2;
    }
}
