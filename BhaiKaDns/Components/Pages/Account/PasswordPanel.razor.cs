using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>Changes one's own password.</summary>
public sealed partial class PasswordPanel : ComponentBase
{
    private string _current = "";
    private string _next = "";
    private string _again = "";
    private string _problem = "";

    /// <summary>The session that stays.</summary>
    [Parameter, EditorRequired]
    public string SessionId { get; set; } = "";

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private OwnAccount Own { get; set; } = null!;

    [Inject]
    private IOptions<AccessOptions> Options { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private async Task SaveAsync()
    {
        if (_next != _again)
        {
            _problem = T["The new passwords differ."];
            return;
        }

        Outcome outcome = await Own.ChangePasswordAsync(Actor, _current, _next, SessionId, CancellationToken.None);
        _problem = outcome.IsDone ? "" : string.Join(' ', outcome.Problems.Select(problem => T["The password"] + " " + problem.Problem));
        if (outcome.IsDone)
        {
            (_current, _next, _again) = ("", "", "");
            Notices.Tell(outcome, T["The password is changed."]);
            await OnChanged.InvokeAsync();
        }
        else if (outcome.Problems is not [{ Key: "newPassword" }])
        {
            _problem = outcome.Problems[0].Problem;
        }
    }
}
