using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Audit;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting.Settings;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.House;

/// <summary>Every setting, to read and to change: typed over, looked at as a whole, saved at once, and undone.</summary>
public sealed partial class SettingsPage : ComponentBase
{
    private SettingsDescription? _now;
    private SettingsForm? _form;
    private SettingsTrial? _trial;
    private AuditEntry? _undo;
    private string _search = "";
    private bool _isBusy;
    private bool _isApplying;
    private bool _hasFailed;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private SettingsAdministration Settings { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private ILogger<SettingsPage> Logger { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _now = Settings.Describe();
            _form = new SettingsForm(_now);
            _undo = await Settings.LastChangeAsync(CancellationToken.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _hasFailed = _now is null;
            LogUnreadable(Logger, problem.Message);
        }
    }

    private static string Sentence(SettingProblem problem) => $"{SettingMeanings.Of(problem.Key).Title}: {problem.Reason}.";

    private static string Shown(JsonElement? value) => value switch
    {
        null => "–",
        { ValueKind: JsonValueKind.Array } list => string.Join(", ", list.EnumerateArray().Select(item => item.ToString())),
        { } plain => plain.ToString(),
    };

    private bool IsFound(SettingDescription setting) => _search.Length == 0
        || setting.Key.Contains(_search, StringComparison.OrdinalIgnoreCase)
        || T[setting.Title].Contains(_search, StringComparison.CurrentCultureIgnoreCase)
        || (setting.Meaning.Length > 0 && T[setting.Meaning].Contains(_search, StringComparison.CurrentCultureIgnoreCase));

    // A problem of an element is shown at its list.
    private string ProblemOf(SettingDescription setting) =>
        _trial?.Problems.FirstOrDefault(problem => SettingKeys.IsAtOrBelow(problem.Key, setting.Key))?.Reason ?? "";

    private void Search(ChangeEventArgs change) => _search = (change.Value as string ?? "").Trim();

    private void Typed(SettingDescription setting, string text)
    {
        _form!.Type(setting, text);

        // Validated as it is typed; what will change is shown once somebody asks.
        SettingsTrial trial = Try();
        _trial = trial.Problems.Count > 0 ? trial : _trial is null ? null : trial;
        if (_form.Count == 0)
        {
            _trial = null;
        }
    }

    private SettingsTrial Try() => Settings.Try(SettingsDifference.SectionsWith(_now!, _form!.Values()));

    private void Review() => _trial = Try();

    private void CloseReview() => _trial = null;

    private void Discard()
    {
        _form = new SettingsForm(_now!);
        _trial = null;
    }

    private Task SaveAsync() => RunAsync(() => Settings.ChangeAsync(Actor, SettingsDifference.SectionsWith(_now!, _form!.Values()), _now!.Version, CancellationToken.None), T["Saved."]);

    private Task UndoAsync() => RunAsync(() => Settings.UndoAsync(Actor, _undo!, CancellationToken.None), T["Undone."]);

    private async Task RunAsync(Func<Task<Outcome>> change, string done)
    {
        _isBusy = true;
        Outcome outcome = await change();
        _isBusy = false;
        if (Notices.Tell(outcome, done))
        {
            _isApplying = true;
            _trial = null;
        }
    }

    [LoggerMessage(2230, LogLevel.Warning, "The settings page could not read what it shows: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string problem);
}
