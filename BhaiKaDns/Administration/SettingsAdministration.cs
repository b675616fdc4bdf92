using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Administration;

/// <summary>
/// Settings as people see and change them: whole sections, validated together with all others, kept in <c>settings.json</c>, written to
/// the audit trail, and put in force by building the house anew around its open sockets.
/// </summary>
internal sealed partial class SettingsAdministration(
    LoadedSettings settings, SettingsCatalog catalog, SettingsJudge judge, HouseRestart restart, AuditTrail trail, ILogger<SettingsAdministration> logger) : IDisposable
{
    public const string ChangeAction = "settings.change";
    public const string RestartAction = "restart";

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>All settings as they are in force.</summary>
    public SettingsDescription Describe() => new(
        ObjectVersion.Of(KeptNow().Values.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToArray()),
        restart.Problem,
        SettingsDescriber.Describe(settings, Below(), catalog));

    /// <summary>What giving these sections would change, and what is wrong with them. Changes nothing.</summary>
    /// <inheritdoc cref="ChangeAsync" path="/param[@name='sections']"/>
    public SettingsTrial Try(JsonElement sections)
    {
        List<SettingProblem> problems = [];
        if (sections.ValueKind is not JsonValueKind.Object)
        {
            return new SettingsTrial([new SettingProblem("", "expected an object of sections")], [], KeptNow());
        }

        LoadedSettings below = Below();
        SettingsSource kept = KeptNow();
        SettingsSource candidate = kept with { Values = PagesChange.Apply(kept.Values, below, sections, catalog, problems) };
        LoadedSettings merged = Merge(candidate);
        problems.AddRange(judge(merged));
        return new SettingsTrial(problems, problems.Count > 0 ? [] : SettingsDifference.Between(Merge(kept), merged, below, catalog), candidate);
    }

    /// <summary>Puts whole sections in place of what they are; nothing is done if anything is wrong with them.</summary>
    /// <param name="sections">An object of sections by name, as in <c>appsettings.json</c>; what a section leaves out goes back to the places below the pages.</param>
    /// <param name="version">What the caller saw; null changes whatever is there.</param>
    public Task<Outcome> ChangeAsync(Actor actor, JsonElement sections, string? version, CancellationToken cancellationToken) =>
        RunAsync(actor, ChangeAction, () => sections, version, cancellationToken);

    /// <summary>Puts single keys in place of what they are and leaves the rest of their sections.</summary>
    /// <param name="values">JSON by key.</param>
    public Task<Outcome> SetAsync(Actor actor, IReadOnlyDictionary<string, JsonElement?> values, CancellationToken cancellationToken) =>
        RunAsync(actor, ChangeAction, () => SettingsDifference.SectionsWith(Describe(), values), version: null, cancellationToken);

    /// <summary>Takes back what an entry of the trail tells of, unless a key was changed since.</summary>
    public async Task<Outcome> UndoAsync(Actor actor, AuditEntry entry, CancellationToken cancellationToken)
    {
        SettingDescription[] now = [.. Describe().Sections.SelectMany(section => section.Settings)];
        string[] changed = [.. entry.Changes.Where(change => !SettingsDifference.IsStill(change, now)).Select(change => change.Id)];
        return changed.Length > 0
            ? Outcome.Refused(OutcomeKind.Outdated, changed[0], "was changed since.")
            : await RunAsync(
                actor, PolicyAdministration.UndoAction,
                () => SettingsDifference.SectionsWith(Describe(), entry.Changes.ToDictionary(change => change.Id, change => change.Before, StringComparer.OrdinalIgnoreCase)),
                version: null, cancellationToken);
    }

    /// <summary>The last change of settings in the trail, an undoing included; null if there is none.</summary>
    public async Task<AuditEntry?> LastChangeAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEntry> recent = await trail.ReadAsync(AuditFilter.All, before: null, 1_000, cancellationToken);
        return recent.FirstOrDefault(entry => entry.Changes.Any(change => change.Kind == SettingsDifference.Kind));
    }

    /// <summary>Builds the house anew as it is.</summary>
    public async Task<Outcome> RestartAsync(Actor actor)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, RestartAction, ""));
        LogRestart();
        return restart.TryRequest(new RestartRequest(null, actor.Name)) ? Outcome.Done : Busy();
    }

    public void Dispose() => _turn.Dispose();

    private static Outcome Busy() => Outcome.Refused(OutcomeKind.Outdated, "", "a change is being put in force; try again in a moment.");

    private async Task<Outcome> RunAsync(Actor actor, string action, Func<JsonElement> sections, string? version, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (version is not null && version != Describe().Version)
            {
                return Outcome.Outdated;
            }

            SettingsSource previous = KeptNow();
            SettingsTrial trial = Try(sections());
            if (trial.Problems.Count > 0)
            {
                return trial.Outcome;
            }

            return trial.Changes.Count == 0 ? Outcome.Done
                : restart.IsRequested ? Busy()
                : await KeepAsync(actor, action, trial, previous);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Outcome> KeepAsync(Actor actor, string action, SettingsTrial trial, SettingsSource previous)
    {
        try
        {
            PagesSettings.Write(trial.Kept, catalog);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotKept(problem.Message);
            return Outcome.Refused(OutcomeKind.NotStored, "", "the settings cannot be written to the data directory.");
        }

        await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, string.Join(", ", trial.Changes.Select(change => change.Id)), trial.Changes));
        LogChanged(trial.Changes.Count);
        _ = restart.TryRequest(new RestartRequest(previous, actor.Name));
        return Outcome.Done;
    }

    private SettingsSource KeptNow() => PagesSettings.Read(SettingsLoader.DirectoryOf(settings), []);

    private LoadedSettings Below() => Merge(KeptNow() with { Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) });

    private LoadedSettings Merge(SettingsSource pages) => settings.Places is { } places
        ? SettingsLoader.Load(places, pages)
        : SettingsMerge.Merge([.. settings.Sources.Where(source => source.Origin < SettingOrigin.Pages), pages, .. settings.Sources.Where(source => source.Origin > SettingOrigin.Pages)], []);

    [LoggerMessage(1800, LogLevel.Information, "{Count} settings were changed on the pages; the house is built anew around its open sockets.")]
    private partial void LogChanged(int count);

    [LoggerMessage(1801, LogLevel.Error, "Settings that were changed on the pages cannot be written; nothing was changed: {Problem}")]
    private partial void LogNotKept(string problem);

    [LoggerMessage(1802, LogLevel.Information, "Somebody asked for a restart; the house is built anew around its open sockets.")]
    private partial void LogRestart();
}

/// <summary>What a change of settings would do.</summary>
/// <param name="Changes">Key by key, what is in force now and then.</param>
/// <param name="Kept">What would be kept of the pages.</param>
internal sealed record SettingsTrial(IReadOnlyList<SettingProblem> Problems, IReadOnlyList<AuditChange> Changes, SettingsSource Kept)
{
    /// <summary>Whether it can be done, or every reason why not.</summary>
    public Outcome Outcome => Problems.Count == 0
        ? Outcome.Done
        : new Outcome(OutcomeKind.Invalid, [.. Problems.Select(problem => new ModelProblem(problem.Key, problem.Where.Length == 0 ? problem.Reason + "." : $"{problem.Reason} ({problem.Where})."))]);
}
