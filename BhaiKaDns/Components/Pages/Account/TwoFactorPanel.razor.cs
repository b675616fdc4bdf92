using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.OneTimeCodes;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>Two-factor of one's own account: on, off, and new recovery codes.</summary>
public sealed partial class TwoFactorPanel : ComponentBase
{
    private IReadOnlyList<string> _codes = [];
    private string _secret = "";
    private string _code = "";
    private string _password = "";
    private string _problem = "";

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [CascadingParameter]
    private UserAccount Account { get; set; } = null!;

    [Inject]
    private OwnAccount Own { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(group => new string(group)));

    private void Begin()
    {
        Clear();
        _secret = TimeCodes.CreateSecret();
    }

    private void Clear() => (_secret, _code, _password, _problem) = ("", "", "", "");

    private async Task FinishAsync()
    {
        (Outcome outcome, IReadOnlyList<string> codes) = await Own.BeginTwoFactorAsync(Actor, _password, _secret, _code, CancellationToken.None);
        await ShowAsync(outcome, codes);
    }

    private async Task RenewAsync()
    {
        (Outcome outcome, IReadOnlyList<string> codes) = await Own.RenewRecoveryCodesAsync(Actor, _password, CancellationToken.None);
        await ShowAsync(outcome, codes);
    }

    private async Task EndAsync()
    {
        Outcome outcome = await Own.EndTwoFactorAsync(Actor, _password, CancellationToken.None);
        await ShowAsync(outcome, []);
        if (outcome.IsDone)
        {
            Notices.Tell(outcome, T["Two-factor is off."]);
        }
    }

    private async Task ShowAsync(Outcome outcome, IReadOnlyList<string> codes)
    {
        if (!outcome.IsDone)
        {
            _problem = outcome.Problems[0].Problem;
            return;
        }

        Clear();
        _codes = codes;
        await OnChanged.InvokeAsync();
    }
}
