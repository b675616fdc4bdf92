using BhaiKaDns.Access;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy.BlockedServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/services</c>: what a group may block as a whole.</summary>
internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/services", GetServices).WithTags("services").Needs(Permissions.Read).Described("listServices", "Lists what a group may block as a whole.");

    internal static Results<Ok<Page<ServiceReport>>, ProblemHttpResult> GetServices([AsParameters] PageRequest page) =>
        Pages.Of([.. ServiceCatalog.All.Select(service => new ServiceReport(service.Id, service.Name, service.Category))], service => service.Id, page);
}

/// <param name="Id">As in <c>blockedServices</c> of a group.</param>
internal sealed record ServiceReport(string Id, string Name, string Category);
