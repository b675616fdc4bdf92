using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Everything that a group can say, in one form.</summary>
public sealed partial class GroupEditPage : ComponentBase
{
    private GroupDraft? _draft;
    private GroupOptions? _shown;
    private FormProblems _problems = FormProblems.None;
    private bool _isReadOnly;
    private bool _isSaving;

    /// <summary>Null for a new group.</summary>
    [Parameter]
    public string? Name { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private GroupChanges Changes { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Name is not { } name)
        {
            _draft = new GroupDraft();
        }
        else if (Policy.Model.HasGroup(name))
        {
            _shown = Policy.Model.GroupOf(name);
            _draft = GroupDraft.Of(_shown);
            _isReadOnly = Changes.IsReadOnly(_shown);
        }
    }

    private async Task SaveAsync()
    {
        ModelProblem[] unreadable = [.. _draft!.Unreadable()];
        _isSaving = true;
        Outcome outcome = unreadable.Length > 0
            ? new Outcome(OutcomeKind.Invalid, unreadable)
            : await Changes.SaveAsync(Actor, _shown, _draft.ToGroup(), CancellationToken.None);
        _isSaving = false;
        _problems = new FormProblems(outcome.Problems);
        if (Notices.Tell(outcome, T["Saved. It holds from now on."]))
        {
            Navigation.NavigateTo("groups");
        }
    }
}
