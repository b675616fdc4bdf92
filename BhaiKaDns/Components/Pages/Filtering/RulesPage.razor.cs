using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Syntax;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The rules of this home, with an editor that says what each line would do before it does it.</summary>
public sealed partial class RulesPage : ComponentBase
{
    private const string GroupPrefix = "group:";
    private const string ClientPrefix = "client:";
    private const string ByAddress = "address";
    private const string EndNever = "never";
    private const string EndHour = "hour";
    private const string EndDay = "day";
    private const string EndWeek = "week";
    private const string EndTime = "time";

    /// <summary>What a circuit takes in one message, with room for the letters of other scripts.</summary>
    private const int MaxText = 10_000;

    private const int MaxLines = 500;
    private const int MaxShownReadings = 20;
    private const int MaxDeclaredShown = 500;
    private const int PageLength = 100;

    private IReadOnlyList<RuleReading> _declared = [];
    private RuleTrial? _trial;
    private string _text = "";
    private string _whom = "";
    private string _address = "";
    private string _end = EndNever;
    private DateTime? _endTime;
    private string _note = "";
    private string _search = "";
    private string _problem = "";
    private string? _edited;
    private string? _version;
    private int _shown = PageLength;
    private bool _isBusy;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool MayChange => Actor.May(Permissions.Manage);

    private IReadOnlyList<PersonalRule> Kept => [.. Policy.Model.Stored.Rules.Where(rule => rule.HoldsAt(Time.GetUtcNow()))];

    private List<PersonalRule> Found =>
    [
        .. Kept.Where(rule => _search.Length == 0
                || rule.Text.Contains(_search, StringComparison.OrdinalIgnoreCase)
                || rule.Note.Contains(_search, StringComparison.OrdinalIgnoreCase)
                || (rule.Client ?? rule.Group ?? "").Contains(_search, StringComparison.OrdinalIgnoreCase))
            .Reverse(),
    ];

    private IReadOnlyList<RuleReading> Readings { get; set; } = [];

    private List<RuleReading> Good => [.. Readings.Where(reading => reading is { Problem: null, IsComment: false })];

    private string Whom => WhomOf(Drafted("")) is { } whom && _whom.Length > 0 ? T["for {0}", whom] : "";

    /// <inheritdoc/>
    protected override void OnInitialized() => _declared = [.. Policy.Rules.Take(MaxDeclaredShown).Select(RuleReading.Of)];

    private static void Look()
    {
        // Others make rules too, and some end by themselves: the beat redraws what is there now.
    }

    private void Read(string? text)
    {
        _text = (text ?? "")[..Math.Min(text?.Length ?? 0, MaxText)];
        Readings = _text.Trim().Length == 0 ? [] : RuleReading.OfText(_text, _edited is null ? MaxLines : 1);
        _problem = "";
    }

    private void Search(string? text)
    {
        _search = text?.Trim() ?? "";
        _shown = PageLength;
    }

    private string Say(RuleMeaning meaning, string whom) => meaning.Say((format, values) => values.Length == 0 ? T[format] : T[format, values], whom);

    private string Explain(PersonalRule rule) => string.Join(' ', RuleReading.Of(rule.Text).Meanings.Select(meaning => Say(meaning, "")));

    private string WhomOf(PersonalRule rule) => rule.Group is { } group ? T["the group {0}", DisplayText.Line(group)]
        : rule.Client is { } client ? DisplayText.Line(client)
        : T["everybody"];

    private PersonalRule Drafted(string text) => new()
    {
        Text = text,
        Group = _whom.StartsWith(GroupPrefix, StringComparison.Ordinal) ? _whom[GroupPrefix.Length..] : null,
        Client = _whom == ByAddress ? _address.Trim() : _whom.StartsWith(ClientPrefix, StringComparison.Ordinal) ? _whom[ClientPrefix.Length..] : null,
        Note = _note.Trim(),
        EndsAt = Ends(),
    };

    private DateTimeOffset? Ends()
    {
        DateTimeOffset now = Time.GetUtcNow();
        switch (_end)
        {
            case EndHour:
                return now.AddHours(1);
            case EndDay:
                return now.AddDays(1);
            case EndWeek:
                return now.AddDays(7);
            case EndTime when _endTime is { } time:
                DateTime local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
                return new DateTimeOffset(local, Time.LocalTimeZone.GetUtcOffset(local)).ToUniversalTime();
            default:
                return null;
        }
    }

    private async Task SaveAsync()
    {
        if (_end == EndTime && (Ends() is not { } end || end <= Time.GetUtcNow()))
        {
            _problem = T["A time that is still to come is needed."];
            return;
        }

        _isBusy = true;
        int added = 0;
        List<string> refused = [];
        foreach (RuleReading reading in Good)
        {
            PersonalRule rule = Drafted(reading.Line.Trim());
            Outcome outcome = _edited is { } id
                ? await Administration.ChangeRuleAsync(Actor, id, rule, _version, CancellationToken.None)
                : await Administration.AddRuleAsync(Actor, rule, CancellationToken.None);
            if (outcome.IsDone)
            {
                added++;
            }
            else
            {
                refused.Add($"{DisplayText.Line(reading.Line)}: {string.Join(' ', outcome.Problems.Select(problem => problem.Problem))}");
            }
        }

        _isBusy = false;
        string left = string.Join('\n', Readings.Where(reading => reading.Problem is not null).Select(reading => reading.Line));
        bool wasEdit = _edited is not null;
        if (refused.Count == 0)
        {
            Forget();
            Read(left);
        }

        // What was refused stays in the editor with the reason.
        _problem = string.Join(' ', refused.Take(3));
        if (added > 0)
        {
            Notices.Say(wasEdit ? T["Saved."] : T["{0} rules are in force.", added]);
        }
    }

    private void Edit(PersonalRule rule)
    {
        _edited = rule.Id;
        _version = ObjectVersion.Of(rule);
        bool isDevice = rule.Client is { } client && Policy.Model.DeviceOf(client) is not null;
        _whom = rule.Group is { } group ? GroupPrefix + group : rule.Client is null ? "" : isDevice ? ClientPrefix + rule.Client : ByAddress;
        _address = isDevice ? "" : rule.Client ?? "";
        _note = rule.Note;
        _end = rule.EndsAt is null ? EndNever : EndTime;
        _endTime = rule.EndsAt is { } end ? TimeZoneInfo.ConvertTime(end, Time.LocalTimeZone).DateTime : null;
        Read(rule.Text);
    }

    private void Forget()
    {
        (_edited, _version, _whom, _address, _note, _end, _endTime) = (null, null, "", "", "", EndNever, null);
        Read("");
    }

    private async Task RemoveAsync(PersonalRule rule)
    {
        Notices.Tell(await Administration.RemoveRuleAsync(Actor, rule.Id, ObjectVersion.Of(rule), CancellationToken.None), T["The rule was removed."]);
        if (_edited == rule.Id)
        {
            Forget();
        }
    }

    private Task TryOutAsync() => _trial?.BeginAsync([.. Good.Select(reading => Drafted(reading.Line.Trim()) with { EndsAt = null })], _edited is { } id ? [id] : []) ?? Task.CompletedTask;

    private Task TryWithoutAsync(PersonalRule rule) => _trial?.BeginAsync([], [rule.Id]) ?? Task.CompletedTask;
}
