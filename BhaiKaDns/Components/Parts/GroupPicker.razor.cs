using BhaiKaDns.Policy;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Chooses one of the groups of the home.</summary>
public sealed partial class GroupPicker : ComponentBase
{
    private readonly string _id = "group-" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Name of the group; empty where <see cref="EmptyChoice"/> is chosen.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Words for "no group in particular"; without them a group must be chosen.</summary>
    [Parameter]
    public string EmptyChoice { get; set; } = "";

    [Parameter]
    public bool IsDisabled { get; set; }

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    private IEnumerable<string> Names => Policy.Model.Groups.Select(group => group.Name);

    private Task ChooseAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value as string ?? "");
}
