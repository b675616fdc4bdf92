using BhaiKaDns.Policy;
using BhaiKaDns.Policy.SafeSearch;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>What a group blocks: lists, services, endings, rules, safe search.</summary>
public sealed partial class GroupFilterFields : ComponentBase
{
    [CascadingParameter]
    private GroupDraft Draft { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    // What the group names stays a box of its own, also when the list itself is switched off at the moment.
    private IReadOnlyList<(string Id, string Name)> ListItems =>
        [.. Policy.Lists.Select(list => list.Name).Union(Draft.Lists, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(name => (name, name))];

    private static IReadOnlyList<(string Id, string Name)> EngineItems =>
        [.. SafeSearchTable.EngineIds.Distinct().Order(StringComparer.Ordinal).Select(id => (id, char.ToUpperInvariant(id[0]) + id[1..]))];
}
