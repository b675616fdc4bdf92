using BhaiKaDns.Access;
using BhaiKaDns.Audit;

namespace BhaiKaDns.Administration;

/// <summary>Takes back what an entry of the trail tells of, whoever made the change: policy, settings or marks of findings.</summary>
internal sealed class AuditUndo(PolicyAdministration policy, SettingsAdministration settings, ThreatAdministration threats)
{
    /// <summary>Whether there is a way back at all: logins have none, and a removed account's password was never kept here.</summary>
    public static bool CanUndo(AuditEntry entry) => entry.Changes.Count > 0 && (IsOfSettings(entry) || IsOfThreats(entry) || entry.Changes.All(change => StoredKind.All.Any(kind => kind.Id == change.Kind)));

    public Task<Outcome> UndoAsync(Actor actor, AuditEntry entry, CancellationToken cancellationToken) =>
        !CanUndo(entry) ? Task.FromResult(Outcome.Refused(OutcomeKind.Invalid, "", "this cannot be undone."))
        : IsOfSettings(entry) ? settings.UndoAsync(actor, entry, cancellationToken)
        : IsOfThreats(entry) ? threats.UndoAsync(actor, entry)
        : policy.UndoAsync(actor, entry, cancellationToken);

    private static bool IsOfThreats(AuditEntry entry) => entry.Changes is [{ Kind: ThreatAdministration.Kind }];

    private static bool IsOfSettings(AuditEntry entry) => entry.Changes.All(change => change.Kind == SettingsDifference.Kind);
}
