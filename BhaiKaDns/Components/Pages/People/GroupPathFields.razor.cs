using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>What goes around the filter, which upstreams a group asks, and what is kept of it.</summary>
public sealed partial class GroupPathFields : ComponentBase
{
    [CascadingParameter]
    private GroupDraft Draft { get; set; } = null!;

    private string Rebinding
    {
        get => Draft.RebindingProtection switch { true => "true", false => "false", _ => "" };
        set => Draft.RebindingProtection = value switch { "true" => true, "false" => false, _ => null };
    }

    private string Privacy
    {
        get => Draft.Privacy?.ToString() ?? "";
        set => Draft.Privacy = Enum.TryParse(value, out PrivacyLevel level) && Enum.IsDefined(level) ? level : null;
    }
}
