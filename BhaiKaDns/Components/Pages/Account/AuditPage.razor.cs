using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Audit;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>The audit trail, newest first, with the way back.</summary>
public sealed partial class AuditPage : ComponentBase
{
    private const int AtOnce = 50;

    // All that is not ASCII is written as its number: an entry may hold what a stranger chose.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (string Action, string Words)[] Actions =
    [
        ("login", "logins"), ("login.failed", "failed logins"), ("user", "users"), ("token", "tokens"), ("rule", "rules"), ("list", "lists"), ("device", "devices"),
        ("group", "groups"), ("schedule", "schedules"), ("record", "records"), ("settings", "settings"), ("pause", "pauses"), ("allow", "allowed names"), ("block", "blocked names"), ("undo", "undone changes"),
    ];

    private readonly List<AuditEntry> _entries = [];
    private string _search = "";
    private string _action = "";
    private string _problem = "";
    private string _chain = "";
    private bool _isBroken;
    private bool _hasMore;
    private bool _isLoaded;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private AuditTrail Trail { get; set; } = null!;

    [Inject]
    private AuditUndo Undo { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => SearchAsync();

    private static string Text(JsonElement? json) => json is { } value ? JsonSerializer.Serialize(value, Indented) : "—";

    private string Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Time.LocalTimeZone).ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private Task SearchAsync()
    {
        _entries.Clear();
        return MoreAsync();
    }

    private async Task MoreAsync()
    {
        if (!Actor.May(Permissions.Manage))
        {
            return;
        }

        try
        {
            IReadOnlyList<AuditEntry> found = await Trail.ReadAsync(
                new AuditFilter(Action: NullIfEmpty(_action), Search: NullIfEmpty(_search)), _entries.Count > 0 ? _entries[^1].Id : null, AtOnce + 1, CancellationToken.None);
            _entries.AddRange(found.Take(AtOnce));
            _hasMore = found.Count > AtOnce;
            _problem = "";
        }
        catch (IOException)
        {
            _problem = T["The trail cannot be read just now."];
        }

        _isLoaded = true;
    }

    private async Task VerifyAsync()
    {
        try
        {
            (long entries, long broken) = await Trail.VerifyAsync(CancellationToken.None);
            _isBroken = broken > 0;
            _chain = _isBroken
                ? T["The chain is broken at line {0}: that entry, or one before it, was changed or taken out.", broken]
                : T["The chain holds: {0} entries are as they were written.", entries];
        }
        catch (IOException)
        {
            _isBroken = true;
            _chain = T["The trail cannot be read just now."];
        }
    }

    private async Task UndoAsync(AuditEntry entry)
    {
        if (Notices.Tell(await Undo.UndoAsync(Actor, entry, CancellationToken.None), T["Undone."]))
        {
            await SearchAsync();
        }
    }

    private static string? NullIfEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
