using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Several of a few things, each with a box to tick.</summary>
public sealed partial class ChoiceBoxes : ComponentBase
{
    [Parameter, EditorRequired]
    public string Legend { get; set; } = "";

    /// <summary>Ids, and names for people.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Id, string Name)> Items { get; set; } = [];

    /// <summary>Ids that are ticked; changed in place.</summary>
    [Parameter, EditorRequired]
    public ISet<string> Chosen { get; set; } = new HashSet<string>();

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public string EmptySentence { get; set; } = "";

    /// <summary>Of the field, for problems found when saving.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Parameter]
    public bool IsDisabled { get; set; }

    private Task ToggleAsync(string id, bool isOn)
    {
        _ = isOn ? Chosen.Add(id) : Chosen.Remove(id);
        return OnChanged.InvokeAsync();
    }
}
