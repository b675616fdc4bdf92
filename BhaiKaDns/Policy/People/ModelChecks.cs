namespace BhaiKaDns.Policy.People;

/// <summary>Makes checks that know what is there already.</summary>
internal sealed class ModelChecks(PolicyOptions declared, FilteringOptions filtering)
{
    /// <summary>A check that knows everything that files declare and the database keeps.</summary>
    public ModelCheck Of(StoredPolicy stored) => Without<GroupOptions>(kind: null, stored, item: null);

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
