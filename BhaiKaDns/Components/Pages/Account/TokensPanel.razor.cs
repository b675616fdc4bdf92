using BhaiKaDns.Access;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>The tokens of programs: made, shown once, removed.</summary>
public sealed partial class TokensPanel : ComponentBase
{
    private static readonly (string Scope, string Words)[] Scopes =
        [("read", "read everything that viewers see"), ("pause", "pause, allow and block"), ("lists", "change and refresh lists"), ("admin", "do everything")];

    private readonly HashSet<string> _chosen = ["read"];
    private IReadOnlyList<ApiToken> _tokens = [];
    private string _name = "";
    private string _text = "";
    private string _problem = "";
    private int _days;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private TokenAdministration Tokens { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _tokens = await Tokens.TokensAsync(Actor, CancellationToken.None);
        }
        catch (IOException)
        {
            _problem = T["The tokens cannot be read just now."];
        }
    }

    private void Toggle(string scope)
    {
        if (!_chosen.Remove(scope))
        {
            _chosen.Add(scope);
        }
    }

    private async Task AddAsync()
    {
        DateTimeOffset? end = _days > 0 ? Time.GetUtcNow().AddDays(_days) : null;
        (Outcome outcome, string text) = await Tokens.AddAsync(Actor, _name, [.. _chosen], end, CancellationToken.None);
        _problem = outcome.IsDone ? "" : outcome.Text;
        if (outcome.IsDone)
        {
            (_name, _text) = ("", text);
            await LoadAsync();
        }
    }

    private async Task RemoveAsync(ApiToken token)
    {
        Notices.Tell(await Tokens.RemoveAsync(Actor, token.Id, CancellationToken.None), T["Removed."]);
        await LoadAsync();
    }
}
