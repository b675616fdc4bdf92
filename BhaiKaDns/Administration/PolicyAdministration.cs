using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Administration;

/// <summary>
/// Every change of the policy that a person asks for, on a page, by API or by command: whether they may, the change itself, and the
/// entry in the audit trail. What API and pages call; the editor below knows neither people nor trail.
/// </summary>
internal sealed class PolicyAdministration(PolicyEditor editor, PolicyActions actions, AuditTrail trail)
{
    public const string UndoAction = "undo";

    /// <summary>Adds a group, device or schedule (<see cref="PolicyKinds"/>).</summary>
    public Task<Outcome> AddAsync<T>(Actor actor, PolicyKind<T> kind, T item, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(actor, Permissions.Manage, $"{Singular(kind)}.add", kind.NameOf(item), () => editor.AddAsync(kind, item, cancellationToken), kind.NameOf(item));

    /// <summary>Puts another object in place of the one with this name.</summary>
    /// <param name="version">What the caller saw (<see cref="ObjectVersion"/>); null changes whatever is there.</param>
    public Task<Outcome> ChangeAsync<T>(Actor actor, PolicyKind<T> kind, string name, T item, string? version, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(
            actor, Permissions.Manage, $"{Singular(kind)}.change", name,
            () => editor.ChangeAsync(kind, name, item, cancellationToken, Same<T>(version)), kind.NameOf(item));

    /// <inheritdoc cref="PolicyEditor.RemoveAsync"/>
    /// <inheritdoc cref="ChangeAsync" path="/param"/>
    public Task<Outcome> RemoveAsync<T>(Actor actor, PolicyKind<T> kind, string name, string? version, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(actor, Permissions.Manage, $"{Singular(kind)}.remove", name, () => editor.RemoveAsync(kind, name, cancellationToken, Same<T>(version)));

    /// <summary>Adds a rule; its author is the actor.</summary>
    public Task<Outcome> AddRuleAsync(Actor actor, PersonalRule rule, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "rule.add", rule.Text, () => editor.AddRuleAsync(rule with { Author = actor.Name }, cancellationToken));

    /// <inheritdoc cref="PolicyEditor.ChangeRuleAsync"/>
    public Task<Outcome> ChangeRuleAsync(Actor actor, string id, PersonalRule rule, string? version, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "rule.change", rule.Text, () => editor.ChangeRuleAsync(id, rule with { Author = actor.Name }, cancellationToken, Same<PersonalRule>(version)), id);

    public Task<Outcome> RemoveRuleAsync(Actor actor, string id, string? version, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "rule.remove", id, () => editor.RemoveRuleAsync(id, cancellationToken, Same<PersonalRule>(version)));

    public Task<Outcome> AddRecordAsync(Actor actor, RecordOptions record, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "record.add", record.Name, () => editor.AddRecordAsync(record, cancellationToken), RecordIds.Of(record));

    /// <param name="id">As <see cref="RecordIds"/> makes it; it is the record's version too.</param>
    public Task<Outcome> ChangeRecordAsync(Actor actor, string id, RecordOptions record, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "record.change", record.Name, () => editor.ChangeRecordAsync(old => RecordIds.Of(old) == id, record, cancellationToken), RecordIds.Of(record));

    public Task<Outcome> RemoveRecordAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Manage, "record.remove", id, () => editor.ChangeRecordAsync(old => RecordIds.Of(old) == id, null, cancellationToken));

    public Task<Outcome> AddListAsync(Actor actor, ListOptions list, CancellationToken cancellationToken) =>
        RunAsync(actor, NeededFor(list), "list.add", list.Name, () => editor.AddListAsync(list, cancellationToken), list.Name);

    public Task<Outcome> ChangeListAsync(Actor actor, string name, ListOptions list, string? version, CancellationToken cancellationToken) =>
        RunAsync(actor, NeededFor(list), "list.change", name, () => editor.ChangeListAsync(name, list, cancellationToken, Same<ListOptions>(version)), list.Name);

    public Task<Outcome> RemoveListAsync(Actor actor, string name, string? version, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Lists, "list.remove", name, () => editor.ChangeListAsync(name, null, cancellationToken, Same<ListOptions>(version)));

    /// <inheritdoc cref="PolicyEditor.SwitchListAsync"/>
    public Task<Outcome> SwitchListAsync(Actor actor, string name, bool isOn, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Lists, isOn ? "list.on" : "list.off", name, () => editor.SwitchListAsync(name, isOn, cancellationToken), name);

    /// <inheritdoc cref="PolicyActions.PauseAsync"/>
    public Task<Outcome> PauseAsync(Actor actor, string? group, TimeSpan? length, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Act, "pause", group ?? "", () => actions.PauseAsync(group, length, cancellationToken));

    /// <inheritdoc cref="PolicyActions.ResumeAsync"/>
    public Task<Outcome> ResumeAsync(Actor actor, string? group, CancellationToken cancellationToken) =>
        RunAsync(actor, Permissions.Act, "resume", group ?? "", () => actions.ResumeAsync(group, cancellationToken));

    /// <inheritdoc cref="PolicyActions.DecideAsync"/>
    public Task<Outcome> DecideAsync(Actor actor, string name, bool isAllowed, string? client, TimeSpan? length, CancellationToken cancellationToken) =>
        RunAsync(
            actor, Permissions.Act, isAllowed ? "allow" : "block", name,
            () => actions.DecideAsync(name, isAllowed, client, length, actor.Name, cancellationToken));

    /// <inheritdoc cref="PolicyEditor.ImportAsync"/>
    public async Task<PolicyImportResult> ImportAsync(Actor actor, PolicyImport import, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        PolicyImportResult? result = null;
        Outcome outcome = await RunAsync(
            actor, Permissions.Manage, "import", "",
            async () => (result = await editor.ImportAsync(import, replace, isTrial, cancellationToken)).Edit);
        return result ?? new PolicyImportResult(PolicyEdit.Refused(PolicyEditError.Invalid, "", outcome.Text), [], []);
    }

    /// <summary>Takes back what an entry of the trail tells of, unless somebody changed the same objects since.</summary>
    public Task<Outcome> UndoAsync(Actor actor, AuditEntry entry, CancellationToken cancellationToken) =>
        RunAsync(
            actor, Permissions.Manage, UndoAction, $"{entry.Id} {entry.Action} {entry.Subject}",
            () => editor.RevertAsync(
                stored => PolicyDifference.TryRevert(stored, entry.Changes, out StoredPolicy reverted, out string? problem) ? (reverted, null) : (null, problem),
                cancellationToken));

    // "Groups" of the settings is "group" in the trail.
    private static string Singular<T>(PolicyKind<T> kind) => kind.Key.ToLowerInvariant().TrimEnd('s');

    // Lines of a list are shown with what is wrong with them: whoever names a file of this machine can read it. Administrators can do that anyway.
    private static Permissions NeededFor(ListOptions list) =>
        ListSource.TryParse(list.Source, out ListSource source, out _) && source.Kind is ListSourceKind.File ? Permissions.Lists | Permissions.Manage : Permissions.Lists;

    private static Func<T, bool>? Same<T>(string? version)
        where T : class => version is null ? null : item => ObjectVersion.Of(item) == version;

    private async Task<Outcome> RunAsync(Actor actor, Permissions needed, string action, string subject, Func<Task<PolicyEdit>> change, string? id = null)
    {
        if (!actor.May(needed))
        {
            return Outcome.Forbidden;
        }

        PolicyEdit edit = await change();
        if (edit is { IsDone: true, Before: { } before, After: { } after })
        {
            IReadOnlyList<AuditChange> changes = PolicyDifference.Between(before, after);
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, subject, changes));
            id ??= changes.FirstOrDefault(change => change.After is not null)?.Id;
        }

        return Outcome.Of(edit) with { Id = edit.IsDone ? id : null };
    }
}
