using System.Text.Json;
using BhaiKaDns.Audit;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Administration;

/// <summary>What one change of the policy did to each object, for the audit trail; and the way back.</summary>
internal static class PolicyDifference
{
    public static IReadOnlyList<AuditChange> Between(StoredPolicy before, StoredPolicy after) =>
        [.. StoredKind.All.SelectMany(kind => Between(kind, kind.Items(before), kind.Items(after)))];

    /// <summary>Puts back what a change did, object by object.</summary>
    /// <param name="problem">Why it cannot be put back: somebody changed the object since.</param>
    public static bool TryRevert(StoredPolicy stored, IReadOnlyList<AuditChange> changes, out StoredPolicy reverted, out string? problem)
    {
        reverted = stored;
        problem = null;
        foreach (AuditChange change in changes)
        {
            if (StoredKind.All.FirstOrDefault(kind => kind.Id == change.Kind) is not { } kind)
            {
                problem = $"changes of {change.Kind} cannot be undone here.";
                return false;
            }

            List<object> items = [.. kind.Items(reverted)];
            int index = change.After is null ? -1 : items.FindIndex(item => JsonElement.DeepEquals(ToJson(item), change.After.Value));
            bool isThere = items.Exists(item => SameId(kind.IdOf(item), change.Id));
            if (change.After is null ? isThere : index < 0)
            {
                problem = $"'{change.Id}' was changed since.";
                return false;
            }

            if (index >= 0)
            {
                items.RemoveAt(index);
            }

            if (change.Before is { } old)
            {
                items.Insert(index < 0 ? items.Count : index, old.Deserialize(kind.ItemType, JsonSerializerOptions.Web)!);
            }

            reverted = kind.With(reverted, items);
        }

        return true;
    }

    private static IEnumerable<AuditChange> Between(StoredKind kind, IReadOnlyList<object> before, IReadOnlyList<object> after)
    {
        if (ReferenceEquals(before, after))
        {
            yield break;
        }

        // Objects that were left alone are the very same; only those that differ are written out.
        HashSet<object> kept = new(before.Intersect(after, ReferenceEqualityComparer.Instance), ReferenceEqualityComparer.Instance);
        Dictionary<string, object> added = new(StringComparer.OrdinalIgnoreCase);
        foreach (object item in after.Where(item => !kept.Contains(item)))
        {
            added[kind.IdOf(item)] = item;
        }

        foreach (object old in before.Where(item => !kept.Contains(item)))
        {
            string id = kind.IdOf(old);
            JsonElement oldJson = ToJson(old);
            JsonElement? newJson = added.Remove(id, out object? now) ? ToJson(now) : null;
            if (newJson is not { } same || !JsonElement.DeepEquals(oldJson, same))
            {
                yield return new AuditChange(kind.Id, id, oldJson, newJson);
            }
        }

        foreach ((string id, object item) in added)
        {
            yield return new AuditChange(kind.Id, id, null, ToJson(item));
        }
    }

    private static bool SameId(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static JsonElement ToJson(object item) => JsonSerializer.SerializeToElement(item, item.GetType(), JsonSerializerOptions.Web);
}
