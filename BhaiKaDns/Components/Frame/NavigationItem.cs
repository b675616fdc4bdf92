using BhaiKaDns.Access;
using Microsoft.AspNetCore.Components.Routing;

namespace BhaiKaDns.Components.Frame;

/// <summary>One page in the navigation: the one list of them.</summary>
/// <param name="Address">Relative to the root, without a leading slash.</param>
/// <param name="Title">English; translated where it is shown.</param>
internal sealed record NavigationItem(string Group, string Address, string Title, string Icon, Permissions Needs = Permissions.Read)
{
    /// <summary>The page whose name carries the number of open findings.</summary>
    public const string Threats = "threats";

    public static readonly IReadOnlyList<NavigationItem> All =
    [
        new("Home", "", "Dashboard", "home"),
        new("Home", "queries", "Live log", "log"),
        new("Home", Threats, "Threats", "threat"),
        new("Home", "lookup", "Look up a name", "look"),
        new("People", "devices", "Devices", "device"),
        new("People", "groups", "Groups", "people"),
        new("People", "schedules", "Schedules", "clock"),
        new("Filtering", "lists", "Lists", "list"),
        new("Filtering", "rules", "Rules", "rule"),
        new("Filtering", "services", "Services", "service"),
        new("Filtering", "records", "Local records", "record"),
        new("Resolver", "upstreams", "Upstreams", "up"),
        new("Resolver", "cache", "Cache", "cache"),
        new("House", "connect", "Connect devices", "device"),
        new("House", "test", "Test the house", "look"),
        new("House", "settings", "Settings", "gear", Permissions.Manage),
        new("House", "users", "Users and tokens", "user", Permissions.Manage),
        new("House", "audit", "Audit", "audit", Permissions.Manage),
        new("House", "system", "System", "system"),
    ];

    /// <summary>What a phone shows at the foot of each page.</summary>
    public static readonly IReadOnlyList<NavigationItem> Quick = [.. All.Where(item => item.Address is "" or "queries" or "devices" or "rules")];

    public NavLinkMatch Match => Address.Length == 0 ? NavLinkMatch.All : NavLinkMatch.Prefix;

    public static IEnumerable<NavigationItem> For(Actor actor) => All.Where(item => actor.May(item.Needs));
}
