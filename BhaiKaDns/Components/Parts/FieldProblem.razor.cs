using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>What is wrong with one field of a form (<see cref="FormProblems"/>).</summary>
public sealed partial class FieldProblem : ComponentBase
{
    /// <summary>As in settings, without the kind of object.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [CascadingParameter]
    private FormProblems? Problems { get; set; }
}
