using BhaiKaDns.Access;

namespace BhaiKaDns.Api;

/// <summary>
/// Lets a request through if its actor has what the operation needs. An operation that says nothing is for administrators, so that one
/// that was forgotten is shut, not open.
/// </summary>
internal static class PermissionGate
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        Permissions needed = endpoint.Metadata.GetMetadata<NeededPermissions>()?.Permissions ?? Permissions.Manage;
        Actor actor = context.Actor();
        if (actor.May(needed))
        {
            return next(context);
        }

        return actor == Access.Actor.Nobody
            ? Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "Log in first.")
            : Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "This account may not do that.");
    }
}
