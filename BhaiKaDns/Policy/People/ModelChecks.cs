using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>Makes checks that know what is there already.</summary>
internal sealed class ModelChecks(PolicyOptions declared, FilteringOptions filtering)
{
    /// <summary>A check that knows everything that files declare and the database keeps.</summary>
    public ModelCheck Of(StoredPolicy stored) => Without<GroupOptions>(kind: null, stored, item: null);

    /// <summary>All that is wrong with what is kept, each object against all others.</summary>
    public IReadOnlyList<ModelProblem> ProblemsOf(StoredPolicy stored)
    {
        ModelCheck check = new(
            filtering.Lists.Concat(stored.Lists).Select(list => list.Name), declared.Groups.Concat(stored.Groups).Select(group => group.Name));
        AddAll(PolicyKinds.Groups);
        AddAll(PolicyKinds.Devices);
        AddAll(PolicyKinds.Schedules);
        foreach ((int index, PersonalRule rule) in stored.Rules.Index())
        {
            check.Add(rule, $"Rules:{index}");
        }

        check.ReportAll(RecordCheck.ProblemsOf(stored.Records, "Records"));
        StoredLists.Check(stored.Lists, stored.Lists, filtering, check);
        return check.Problems;

        void AddAll<T>(PolicyKind<T> kind)
        {
            foreach (T item in kind.Declared(declared).Concat(kind.Stored(stored)))
            {
                kind.Check(check, item, $"{kind.Key}:{kind.NameOf(item)}");
            }
        }
    }

    /// <summary>A check that knows everything but one object, which is to be checked.</summary>
    public ModelCheck Without<T>(PolicyKind<T>? kind, StoredPolicy stored, T? item)
    {
        ModelCheck check = new(
            filtering.Lists.Concat(stored.Lists).Select(list => list.Name), declared.Groups.Concat(stored.Groups).Select(group => group.Name));
        AddAll(PolicyKinds.Groups);
        AddAll(PolicyKinds.Devices);
        AddAll(PolicyKinds.Schedules);
        check.Accept();
        return check;

        void AddAll<TItem>(PolicyKind<TItem> each)
        {
            foreach (TItem known in each.Declared(declared).Concat(each.Stored(stored)).Where(known => kind is null || !ReferenceEquals(known, item)))
            {
                each.Check(check, known, each.Key);
            }
        }
    }
}
