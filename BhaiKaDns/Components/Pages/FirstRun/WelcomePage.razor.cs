using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Home;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.FirstRun;

/// <summary>
/// What a home is asked after its first account was made: three questions, one a screen, and then how devices get here. Nothing is
/// changed before the third is answered.
/// </summary>
public sealed partial class WelcomePage : ComponentBase
{
    // The first step was the account, on a page of its own.
    private const int ProtectionStep = 2;
    private const int FamilyStep = 3;
    private const int PrivacyStep = 4;
    private const int LastStep = 5;

    private static readonly (PrivacyLevel Level, string Title, string Words)[] PrivacyChoices =
    [
        (PrivacyLevel.Full, "Everything", "Which device asked for which name. Best for finding out why something does not work."),
        (PrivacyLevel.NoClients, "Names, but not who asked", "Nobody can look up what another person did. Devices are not listed."),
        (PrivacyLevel.NoDomains, "Neither names nor devices", "Only that something was asked, and what was decided."),
        (PrivacyLevel.CountsOnly, "Numbers alone", "How many questions and how many were blocked; no row is kept."),
    ];

    private ElementReference _question;
    private int _step = ProtectionStep;
    private bool _isNewStep;
    private bool _isSaving;
    private string _problem = "";
    private ListLevel? _level;
    private bool _hasChildren;
    private PrivacyLevel _privacy;

    /// <summary>Where to go on: a change of settings builds the house anew, and the page is then loaded again.</summary>
    [SupplyParameterFromQuery(Name = "step")]
    private int? Step { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private FirstChoices Choices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private IOptions<QueryLogOptions> QueryLog { get; set; } = null!;

    private string Question => T[_step switch
    {
        ProtectionStep => "How much should be blocked?",
        FamilyStep => "Do children live here?",
        PrivacyStep => "How much may be remembered?",
        _ => "Point your devices here",
    }];

    private string Note => _step switch
    {
        ProtectionStep => "The lists are downloaded from their makers, now and then once a day. The makers see the address of your home, as any web server does, and never what you ask. All of this can be changed later.",
        FamilyStep => "You can change the times, or take the group away again, under Schedules and Groups.",
        _ => "The log stays on this machine and is deleted after a while. All names are answered in the same way whatever you choose.",
    };

    private IEnumerable<LevelChoice> Levels
    {
        get
        {
            if (Choices.Level is null && Policy.Model.Stored.Lists.Count > 0)
            {
                yield return new LevelChoice(null, "Leave it as it is", "The lists that were chosen one by one stay.", "");
            }

            yield return LevelOf(ListLevel.Light, "Light", "Advertising and the best-known trackers. Breaks next to nothing.");
            yield return LevelOf(ListLevel.Balanced, "Balanced", "Advertising, trackers, and names of malware and phishing. Right for most homes.");
            yield return LevelOf(ListLevel.Strict, "Strict", "More trackers and telemetry, and a larger list of malware and phishing. Now and then you will have to allow a name.");
            yield return LevelOf(ListLevel.Family, "Family", "Balanced, and also adult and gambling names. Search engines and YouTube are held to their safe mode for everybody.");
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _step = Step is LastStep ? LastStep : ProtectionStep;
        _level = Choices.Level ?? (Policy.Model.Stored.Lists.Count > 0 ? null : ListLevel.Balanced);
        _hasChildren = Choices.HasChildren;
        _privacy = QueryLog.Value.Privacy;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Whoever listens or works by keyboard goes on at the new question.
        if (_isNewStep)
        {
            _isNewStep = false;
            await _question.FocusAsync();
        }
    }

    private static LevelChoice LevelOf(ListLevel level, string title, string blocks) =>
        new(level, title, blocks, string.Join(", ", FirstChoices.ListsOf(level).Select(preset => preset.Name)));

    private async Task NextAsync()
    {
        if (_step < PrivacyStep)
        {
            GoTo(_step + 1);
            return;
        }

        _isSaving = true;
        GoToAddress(LastStep);
        Outcome outcome = await Choices.SaveAsync(Actor, new HomeChoices(_level, _hasChildren, _privacy), CancellationToken.None);
        _isSaving = false;
        GoTo(outcome.IsDone ? LastStep : PrivacyStep);
        _problem = outcome.IsDone ? "" : T["This could not be saved: {0}", outcome.Text];
    }

    private void Back() => GoTo(_step - 1);

    private void GoTo(int step)
    {
        _step = step;
        GoToAddress(step);
        _problem = "";
        _isNewStep = true;
    }

    private void GoToAddress(int step) => Navigation.NavigateTo($"welcome?step={step}", replace: true);

    private sealed record LevelChoice(ListLevel? Level, string Title, string Blocks, string Lists);
}
