using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Records;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Changes what the database adds to the policy. A change is checked as a whole, is on the disk before it is in force, and is in
/// force when the call returns; one that is refused changes nothing. Safe from any thread.
/// </summary>
internal sealed class PolicyEditor(PolicyStore store, PolicyDocuments documents, IOptions<PolicyOptions> declared, IOptions<FilteringOptions> filtering, TimeProvider time)
    : IDisposable
{
    public const int MaxRules = 100_000;

    private const string RulesKey = "Rules";

    private readonly SemaphoreSlim _editing = new(1, 1);

    /// <summary>Adds a group, device or schedule (<see cref="PolicyKinds"/>).</summary>
    public Task<PolicyEdit> AddAsync<T>(PolicyKind<T> kind, T item, CancellationToken cancellationToken) =>
        RunAsync(stored => Put(kind, stored, index: -1, item), cancellationToken);

    /// <summary>Puts another object in place of the one with this name; a new name is taken over wherever the old one stands.</summary>
    /// <param name="isSeen">Whether what is there is what the caller saw; null changes whatever is there.</param>
    public Task<PolicyEdit> ChangeAsync<T>(PolicyKind<T> kind, string name, T item, CancellationToken cancellationToken, Func<T, bool>? isSeen = null) => RunAsync(
        stored => Find(kind, stored, name, isSeen, out int index) is { } refusal
            ? PolicyChange.Refused(refusal)
            : Put(kind, PolicyNames.Rename(kind.Key, stored, name, kind.NameOf(item)), index, item),
        cancellationToken);

    /// <summary>Removes an object; rules and pauses that held for it alone go with it.</summary>
    /// <inheritdoc cref="ChangeAsync" path="/param"/>
    public Task<PolicyEdit> RemoveAsync<T>(PolicyKind<T> kind, string name, CancellationToken cancellationToken, Func<T, bool>? isSeen = null) => RunAsync(
        stored =>
        {
            if (Find(kind, stored, name, isSeen, out int index) is { } refusal)
            {
                return PolicyChange.Refused(refusal);
            }

            return PolicyNames.UserOf(kind.Key, stored, name) is { } user
                ? PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.InUse, kind.Key, $"'{name}' is used by {user}."))
                : PolicyChange.To(PolicyNames.Forget(kind.Key, kind.With(stored, [.. kind.Stored(stored).Where((_, place) => place != index)]), name));
        },
        cancellationToken);

    /// <summary>
    /// Adds a rule with an id of its own. Rules with the same line, or one of the lines that are <paramref name="overruled"/>, for the same client or
    /// group give way to it.
    /// </summary>
    public Task<PolicyEdit> AddRuleAsync(PersonalRule rule, CancellationToken cancellationToken, params string[] overruled) => RunAsync(
        stored =>
        {
            ModelCheck check = CheckOf(stored);
            check.Add(rule, RulesKey);
            PersonalRule[] kept = [.. stored.Rules.Where(old => !IsSameOwner(old, rule) || (old.Text != rule.Text && !overruled.Contains(old.Text)))];
            if (kept.Length >= MaxRules)
            {
                check.Report(RulesKey, $"at most {MaxRules} rules.");
            }

            return PolicyChange.Of(stored with { Rules = [.. kept, Numbered(rule)] }, check);
        },
        cancellationToken);

    /// <summary>Puts another rule in place of the one with this id, which it keeps.</summary>
    public Task<PolicyEdit> ChangeRuleAsync(string id, PersonalRule rule, CancellationToken cancellationToken, Func<PersonalRule, bool>? isSeen = null) => RunAsync(
        stored =>
        {
            ModelCheck check = CheckOf(stored);
            check.Add(rule, RulesKey);
            return FindIn(stored.Rules, old => old.Id == id, isSeen, RulesKey, out int index)
                ?? PolicyChange.Of(stored with { Rules = Replace(stored.Rules, index, rule with { Id = id, CreatedAt = stored.Rules[index].CreatedAt }) }, check);
        },
        cancellationToken);

    public Task<PolicyEdit> RemoveRuleAsync(string id, CancellationToken cancellationToken, Func<PersonalRule, bool>? isSeen = null) => RunAsync(
        stored => FindIn(stored.Rules, old => old.Id == id, isSeen, RulesKey, out int index)
            ?? PolicyChange.To(stored with { Rules = Replace(stored.Rules, index, null) }),
        cancellationToken);

    public Task<PolicyEdit> AddRecordAsync(RecordOptions record, CancellationToken cancellationToken) =>
        RunAsync(stored => WithRecords(stored, [.. stored.Records, record]), cancellationToken);

    /// <summary>Puts another record in place of the one that is meant, or none.</summary>
    public Task<PolicyEdit> ChangeRecordAsync(Func<RecordOptions, bool> isMeant, RecordOptions? record, CancellationToken cancellationToken) => RunAsync(
        stored => FindIn(stored.Records, isMeant, isSeen: null, "Records", out int index) ?? WithRecords(stored, Replace(stored.Records, index, record)),
        cancellationToken);

    /// <summary>Adds a list. Its name must be its own, also among those of files.</summary>
    public Task<PolicyEdit> AddListAsync(ListOptions list, CancellationToken cancellationToken) =>
        RunAsync(stored => WithLists(stored, [.. stored.Lists, list]), cancellationToken);

    /// <summary>Puts another list in place of the one with this name, or none; one that a file declares stays.</summary>
    public Task<PolicyEdit> ChangeListAsync(string name, ListOptions? list, CancellationToken cancellationToken, Func<ListOptions, bool>? isSeen = null) => RunAsync(
        stored => filtering.Value.Lists.Any(known => PolicyModel.Same(known.Name, name))
            ? PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.ReadOnly, "Lists", $"'{name}' is declared in a file and can be changed only there."))
            : FindIn(stored.Lists, old => PolicyModel.Same(old.Name, name), isSeen, "Lists", out int index) ?? WithLists(stored, Replace(stored.Lists, index, list)),
        cancellationToken);

    /// <summary>Switches a list on or off, also one that a file declares: that is remembered beside the file.</summary>
    public Task<PolicyEdit> SwitchListAsync(string name, bool isOn, CancellationToken cancellationToken) => RunAsync(
        stored =>
        {
            if (filtering.Value.Lists.FirstOrDefault(known => PolicyModel.Same(known.Name, name)) is { } declaredList)
            {
                ListSwitch[] others = [.. stored.ListSwitches.Where(own => !PolicyModel.Same(own.Name, name))];
                return PolicyChange.To(stored with { ListSwitches = declaredList.Enabled == isOn ? others : [.. others, new ListSwitch(declaredList.Name, isOn)] });
            }

            return FindIn(stored.Lists, old => PolicyModel.Same(old.Name, name), isSeen: null, "Lists", out int index)
                ?? PolicyChange.To(stored with { Lists = Replace(stored.Lists, index, stored.Lists[index].Switched(isOn)) });
        },
        cancellationToken);

    /// <summary>
    /// Adds everything that another program's configuration brings, in one change. What has a name that is taken is passed over and
    /// reported; what is wrong refuses the whole.
    /// </summary>
    /// <param name="replace">Puts what comes in place of what is kept under the same name; what a file declares stays all the same.</param>
    /// <param name="isTrial">Checks and reports without changing anything.</param>
    public async Task<PolicyImportResult> ImportAsync(PolicyImport import, bool replace, bool isTrial, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> taken = [];
        IReadOnlyList<string> skipped = [];
        PolicyEdit edit = await RunAsync(
            stored =>
            {
                PolicyImportMerge merge = new(declared.Value, filtering.Value, stored, replace, rule => Numbered(rule));
                StoredPolicy merged = merge.Merge(import);
                (taken, skipped) = (merge.Taken, merge.Skipped);
                PolicyChange change = PolicyChange.Of(merged, merge.Check(merged));
                return isTrial || taken.Count == 0 ? change with { Next = null } : change;
            },
            cancellationToken);
        return new PolicyImportResult(edit, edit.IsDone ? taken : [], skipped);
    }

    /// <summary>Puts back what a change took away. It may touch several objects, so the whole is checked; what was wrong before does not hinder it.</summary>
    /// <param name="revert">Gives what is to be there, or why it cannot be.</param>
    public Task<PolicyEdit> RevertAsync(Func<StoredPolicy, (StoredPolicy? Reverted, string? Problem)> revert, CancellationToken cancellationToken) => RunAsync(
        stored =>
        {
            (StoredPolicy? reverted, string? problem) = revert(stored);
            if (reverted is null)
            {
                return PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.Outdated, "", problem ?? ""));
            }

            ModelChecks checks = new(declared.Value, filtering.Value);
            ModelProblem[] added = [.. checks.ProblemsOf(reverted).Except(checks.ProblemsOf(stored))];
            return added.Length == 0 ? PolicyChange.To(reverted) : PolicyChange.Refused(new PolicyEdit(PolicyEditError.Invalid, added));
        },
        cancellationToken);

    /// <summary>Runs one change of what is kept: the gate through which all go.</summary>
    public async Task<PolicyEdit> RunAsync(Func<StoredPolicy, PolicyChange> change, CancellationToken cancellationToken)
    {
        await _editing.WaitAsync(cancellationToken);
        try
        {
            StoredPolicy before = await documents.ReadAsync(cancellationToken);
            (StoredPolicy? next, PolicyEdit edit) = change(before);
            if (next is not null && edit.IsDone)
            {
                // What was begun is carried through: on the disk but not in force would be half a change.
                await documents.SaveAsync(next, CancellationToken.None);
                await store.SetStoredAsync(next, CancellationToken.None);
                return edit with { Before = before, After = next };
            }

            return edit;
        }
        catch (IOException)
        {
            return PolicyEdit.Refused(PolicyEditError.NotStored, "", "The database does not take the change; nothing was changed.");
        }
        finally
        {
            _editing.Release();
        }
    }

    public void Dispose() => _editing.Dispose();

    private static bool IsSameOwner(PersonalRule left, PersonalRule right) =>
        string.Equals(left.Client, right.Client, StringComparison.OrdinalIgnoreCase) && string.Equals(left.Group, right.Group, StringComparison.OrdinalIgnoreCase);

    private PolicyChange Put<T>(PolicyKind<T> kind, StoredPolicy stored, int index, T item)
    {
        T[] others = [.. kind.Stored(stored).Where((_, place) => place != index)];
        StoredPolicy next = kind.With(stored, index < 0 ? [.. others, item] : [.. others[..index], item, .. others[index..]]);
        ModelCheck check = new ModelChecks(declared.Value, filtering.Value).Without(kind, next, item);
        kind.Check(check, item, kind.Key);
        return PolicyChange.Of(next, check);
    }

    private PolicyEdit? Find<T>(PolicyKind<T> kind, StoredPolicy stored, string name, Func<T, bool>? isSeen, out int index)
    {
        index = kind.Stored(stored).Select(kind.NameOf).ToList().FindIndex(known => PolicyModel.Same(known, name));
        return index >= 0 ? (isSeen?.Invoke(kind.Stored(stored)[index]) ?? true ? null : Outdated(kind.Key))
            : kind.Declared(declared.Value).Any(item => PolicyModel.Same(kind.NameOf(item), name))
                ? PolicyEdit.Refused(PolicyEditError.ReadOnly, kind.Key, $"'{name}' is declared in a file and can be changed only there.")
                : PolicyEdit.Refused(PolicyEditError.NotFound, kind.Key, $"there is no '{name}'.");
    }

    private static PolicyChange? FindIn<T>(IReadOnlyList<T> items, Func<T, bool> isMeant, Func<T, bool>? isSeen, string key, out int index)
    {
        index = items.ToList().FindIndex(item => isMeant(item));
        return index < 0 ? PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.NotFound, key, "there is no such thing."))
            : isSeen?.Invoke(items[index]) ?? true ? null
            : PolicyChange.Refused(Outdated(key));
    }

    private static T[] Replace<T>(IReadOnlyList<T> items, int index, T? item)
        where T : class => [.. items.Take(index), .. item is null ? (T[])[] : [item], .. items.Skip(index + 1)];

    private static PolicyEdit Outdated(string key) => PolicyEdit.Refused(PolicyEditError.Outdated, key, "it was changed meanwhile; load it again.");

    private PolicyChange WithRecords(StoredPolicy stored, IReadOnlyList<RecordOptions> records)
    {
        ModelCheck check = CheckOf(stored);
        check.ReportAll(RecordCheck.ProblemsOf(records, "Records"));
        return PolicyChange.Of(stored with { Records = records }, check);
    }

    private PolicyChange WithLists(StoredPolicy stored, IReadOnlyList<ListOptions> lists)
    {
        ModelCheck check = CheckOf(stored);
        StoredLists.Check(lists, stored.Lists, filtering.Value, check);
        return PolicyChange.Of(stored with { Lists = lists }, check);
    }

    private ModelCheck CheckOf(StoredPolicy stored) => new ModelChecks(declared.Value, filtering.Value).Of(stored);

    private PersonalRule Numbered(PersonalRule rule)
    {
        DateTimeOffset now = time.GetUtcNow();
        return rule with { Id = Guid.CreateVersion7(now).ToString("N"), CreatedAt = now };
    }
}

/// <summary>What is to be kept after a change, and how the change went.</summary>
internal readonly record struct PolicyChange(StoredPolicy? Next, PolicyEdit Edit)
{
    public static PolicyChange To(StoredPolicy next) => new(next, PolicyEdit.Done);

    public static PolicyChange Refused(PolicyEdit edit) => new(null, edit);

    public static PolicyChange Of(StoredPolicy next, ModelCheck check) =>
        check.Problems.Count == 0 ? To(next) : Refused(new PolicyEdit(PolicyEditError.Invalid, [.. check.Problems]));
}
