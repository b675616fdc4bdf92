using System.Reflection;
using BhaiKaDns.Access;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Frame;

/// <summary>Shows a page to those who may see it. What a page does is judged again where it is done.</summary>
public sealed partial class Guarded : ComponentBase
{
    [Parameter, EditorRequired]
    public Microsoft.AspNetCore.Components.RouteData Route { get; set; } = null!;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    private bool IsAllowed => Actor.May(Route.PageType.GetCustomAttribute<NeedsAttribute>()?.Permissions ?? Permissions.Read);
}
