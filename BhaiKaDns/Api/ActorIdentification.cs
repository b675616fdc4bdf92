using BhaiKaDns.Access;
using BhaiKaDns.Access.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace BhaiKaDns.Api;

/// <summary>Finds out who makes a request, before anything is refused or served.</summary>
internal sealed class ActorIdentification(ActorFinder actors)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ControlConnection.Carries(context))
        {
            context.User = ActorClaims.ToPrincipal(Actor.Command);
        }
        else if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            string authorization = context.Request.Headers.Authorization.ToString();
            FoundActor found = await actors.FindAsync(
                context.Request.Cookies[SessionCookie.Name],
                authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null,
                context.ClientAddress(),
                context.RequestAborted);
            context.User = ActorClaims.ToPrincipal(found.Actor, found.SessionId);
        }

        await next(context);
    }
}
