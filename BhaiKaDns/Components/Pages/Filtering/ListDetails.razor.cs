using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy.Lists;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>One list in full: what it is worth, what of it is ignored, and what can be done with it.</summary>
public sealed partial class ListDetails : ComponentBase
{
    private const int PageLength = 50;
    private const int MostPages = 200;

    private IReadOnlyList<IgnoredLineReport>? _ignored;
    private int _page;
    private bool _hasMore;
    private bool _isEditing;
    private bool _isBusy;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Asks for a newer text; true takes also what would be held back.</summary>
    [Parameter]
    public EventCallback<bool> OnRefresh { get; set; }

    [CascadingParameter]
    private ListRow? Row { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ListOverview Overview { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool MayChange => Actor.May(Permissions.Lists);

    // What stands behind a question mark may be a key that only those who may change lists should see.
    private string ShownSource => MayChange || Row!.Known.Options.Source.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and { } at)
        ? Row!.Known.Options.Source
        : Row.Known.Options.Source[..at];

    private static string ReasonWord(string reason) => reason switch
    {
        "line-too-long" => "too long",
        "not-supported" => "syntax not understood",
        "bad-name" => "not a domain name",
        "address" => "an address, not a name",
        "top-level" => "a whole top-level domain",
        "cosmetic" => "hides parts of pages: for browsers",
        "http-only" => "speaks of paths or content: for browsers",
        "bad-pattern" => "pattern cannot be used",
        "bad-value" => "value cannot be read",
        "too-many" => "more patterns than are held",
        _ => reason,
    };

    private async Task ReadAsync(int page)
    {
        _isBusy = true;
        _page = Math.Clamp(page, 0, MostPages - 1);
        int end = (_page + 1) * PageLength;
        IReadOnlyList<IgnoredLineReport> all = await Overview.IgnoredAsync(Row!.Report!.Id, end + 1, CancellationToken.None) ?? [];
        _hasMore = all.Count > end && _page < MostPages - 1;
        _ignored = [.. all.Skip(_page * PageLength).Take(PageLength)];
        _isBusy = false;
    }

    private async Task SwitchAsync()
    {
        _isBusy = true;
        bool isOn = !Row!.Known.IsOn;
        Outcome outcome = await Administration.SwitchListAsync(Actor, Row.Name, isOn, CancellationToken.None);
        _isBusy = false;
        Notices.Tell(outcome, T[isOn ? "The list is in use." : "The list is no longer used."]);
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync()
    {
        Notices.Tell(await Administration.RemoveListAsync(Actor, Row!.Name, version: null, CancellationToken.None), T["The list was removed."]);
        await OnChanged.InvokeAsync();
    }

    private Task EditedAsync()
    {
        _isEditing = false;
        return OnChanged.InvokeAsync();
    }
}
