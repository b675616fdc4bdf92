using BhaiKaDns.Policy.BlockedServices;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>All services that can be blocked, by category and with a search.</summary>
public sealed partial class ServicePicker : ComponentBase
{
    private readonly string _id = "services-" + Guid.NewGuid().ToString("N")[..8];
    private string _search = "";

    /// <summary>Ids of services that are ticked; changed in place.</summary>
    [Parameter, EditorRequired]
    public ISet<string> Chosen { get; set; } = new HashSet<string>();

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Categories stand open.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    /// <summary>Of the field, for problems found when saving.</summary>
    [Parameter]
    public string Key { get; set; } = "BlockedServices";

    private IEnumerable<(string Category, IReadOnlyList<Service> Services)> Shown => ServiceCatalog.All
        .Where(service => _search.Length == 0 || service.Name.Contains(_search, StringComparison.OrdinalIgnoreCase) || service.Id.Contains(_search, StringComparison.OrdinalIgnoreCase))
        .GroupBy(service => service.Category)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, (IReadOnlyList<Service>)[.. group.OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase)]));

    private static string CategoryName(string category) => category switch
    {
        "ai" => "Artificial intelligence",
        "adult" => "Adult",
        "cloud" => "Files and cloud",
        "dating" => "Dating",
        "delivery" => "Delivery",
        "finance" => "Finance",
        "gambling" => "Gambling",
        "gaming" => "Games",
        "knowledge" => "Knowledge",
        "messaging" => "Messages",
        "music" => "Music",
        "shopping" => "Shopping",
        "social" => "Social networks",
        "video" => "Video",
        "vpn" => "VPN and proxies",
        _ => category,
    };

    private void Search(ChangeEventArgs change) => _search = (change.Value as string ?? "").Trim();

    private Task ToggleAsync(string id, bool isOn)
    {
        _ = isOn ? Chosen.Add(id) : Chosen.Remove(id);
        return OnChanged.InvokeAsync();
    }
}
