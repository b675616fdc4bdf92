using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>Blocks and unblocks services for a group; each tick is a change of the group.</summary>
public sealed partial class ServicesPage : ComponentBase
{
    private string _group = GroupOptions.DefaultName;
    private HashSet<string> _chosen = new(StringComparer.OrdinalIgnoreCase);
    private FormProblems _problems = FormProblems.None;
    private bool _isReadOnly;
    private bool _isSaving;

    /// <summary>The group to begin with.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    private string? First { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private GroupChanges Changes { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private bool MayManage => Actor.May(Permissions.Manage);

    /// <inheritdoc/>
    protected override void OnInitialized() => Choose(First ?? GroupOptions.DefaultName);

    private void Choose(string name)
    {
        GroupOptions group = Policy.Model.GroupOf(name);
        _group = group.Name;
        _chosen = new HashSet<string>(group.BlockedServices, StringComparer.OrdinalIgnoreCase);
        _isReadOnly = Changes.IsReadOnly(group);
        _problems = FormProblems.None;
    }

    private async Task SaveAsync()
    {
        GroupOptions shown = Policy.Model.GroupOf(_group);
        GroupDraft draft = GroupDraft.Of(shown);
        draft.BlockedServices.Clear();
        draft.BlockedServices.UnionWith(_chosen);
        _isSaving = true;
        Outcome outcome = await Changes.SaveAsync(Actor, shown, draft.ToGroup(), CancellationToken.None);
        _isSaving = false;
        if (!Notices.Tell(outcome, T["Saved. It holds from now on."]))
        {
            Choose(_group);
            _problems = new FormProblems(outcome.Problems);
        }
    }
}
