using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using Microsoft.AspNetCore.Authorization;

namespace BhaiKaDns.Api;

/// <summary>
/// Lets a request through if its actor has what the operation needs. An operation that says nothing is for administrators, so that one
/// that was forgotten is shut, not open.
/// </summary>
internal sealed class PermissionGate(SignIns signIns)
{
    /// <summary>A header of our own that a page of another site cannot send: the proof that a change is wanted, where no Origin tells it.</summary>
    public const string OwnHeader = "X-Bhaikadns";

    private const string LoginPath = "/login";
    private const string SetupPath = "/setup";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        NeededPermissions needed = endpoint.Metadata.GetMetadata<NeededPermissions>() ?? new NeededPermissions(Permissions.Manage);
        Actor actor = context.Actor();
        if (actor.Kind is ActorKind.Session && IsUnprovenChange(context.Request))
        {
            return Problems.WriteAsync(context, StatusCodes.Status403Forbidden, $"A change with a page's cookie needs the header Origin or {OwnHeader}.");
        }

        if (actor.May(needed.Permissions))
        {
            return next(context);
        }

        if (actor != Actor.Nobody)
        {
            // A page tells by itself that it is not for this account; it shows nothing else then.
            return needed.IsPage && actor.May(Permissions.Read) ? next(context) : Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "This account may not do that.");
        }

        if (needed.IsPage && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            return SendToLoginAsync(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "Log in first.");
    }

    // Browsers send Origin with every change, and the guard at the door has refused strange ones; forms of pages carry a token besides.
    private static bool IsUnprovenChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && request.Path.StartsWithSegments(ApiRegistration.ApiPath, StringComparison.OrdinalIgnoreCase)
        && string.IsNullOrEmpty(request.Headers.Origin) && !request.Headers.ContainsKey(OwnHeader);

    private async Task SendToLoginAsync(HttpContext context)
    {
        bool isSetup = await signIns.IsSetupOpenAsync(context.RequestAborted);
        string from = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = isSetup ? SetupPath : from == "/" ? LoginPath : $"{LoginPath}?return={Uri.EscapeDataString(from)}";
    }
}
