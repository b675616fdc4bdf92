using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Parts;

/// <summary>Everything that is wrong with a form, read out when it was not saved.</summary>
public sealed partial class ProblemSummary : ComponentBase
{
    [CascadingParameter]
    private FormProblems? Problems { get; set; }
}
