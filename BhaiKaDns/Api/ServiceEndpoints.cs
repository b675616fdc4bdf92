using BhaiKaDns.Access;
using BhaiKaDns.Policy.BlockedServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/services</c>: what a group may block as a whole.</summary>
internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder routes) => routes.MapGet("/services", GetServices).Needs(Permissions.Read);

    internal static JsonHttpResult<IReadOnlyList<ServiceReport>> GetServices() => TypedResults.Json<IReadOnlyList<ServiceReport>>(
        [.. ServiceCatalog.All.Select(service => new ServiceReport(service.Id, service.Name, service.Category))], ApiJson.Default.IReadOnlyListServiceReport);
}

/// <param name="Id">As in <c>BlockedServices</c> of a group.</param>
internal sealed record ServiceReport(string Id, string Name, string Category);
