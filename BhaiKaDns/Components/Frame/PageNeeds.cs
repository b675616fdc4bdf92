using BhaiKaDns.Access;
using Microsoft.AspNetCore.Components.Endpoints;

namespace BhaiKaDns.Components.Frame;

/// <summary>Tells the gate what a page, or the connection of pages, asks of who opens it.</summary>
internal static class PageNeeds
{
    public static void Tell(EndpointBuilder endpoint)
    {
        Permissions needed = endpoint.Metadata.OfType<NeedsAttribute>().LastOrDefault()?.Permissions ?? Permissions.Read;
        endpoint.Metadata.Add(new NeededPermissions(needed, IsPage: endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()));
    }
}
