using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Administration;

/// <summary>One kind of object that the database keeps of the policy, seen as the audit trail sees it: objects with ids.</summary>
/// <param name="Id">As in the API's addresses.</param>
internal sealed record StoredKind(
    string Id, Type ItemType, Func<object, string> IdOf, Func<StoredPolicy, IReadOnlyList<object>> Items, Func<StoredPolicy, IReadOnlyList<object>, StoredPolicy> With)
{
    public static readonly IReadOnlyList<StoredKind> All =
    [
        Of("groups", group => group.Name, stored => stored.Groups, (stored, items) => stored with { Groups = items }),
        Of("devices", device => device.Name, stored => stored.Devices, (stored, items) => stored with { Devices = items }),
        Of("schedules", schedule => schedule.Name, stored => stored.Schedules, (stored, items) => stored with { Schedules = items }),
        Of("rules", rule => rule.Id, stored => stored.Rules, (stored, items) => stored with { Rules = items }),
        Of<RecordOptions>("records", RecordIds.Of, stored => stored.Records, (stored, items) => stored with { Records = items }),
        Of<ListOptions>("lists", list => list.Name, stored => stored.Lists, (stored, items) => stored with { Lists = items }),
        Of<ListSwitch>("list-switches", own => own.Name, stored => stored.ListSwitches, (stored, items) => stored with { ListSwitches = items }),
        Of("pauses", pause => pause.Group ?? "*", stored => stored.Pauses, (stored, items) => stored with { Pauses = items }),
    ];

    private static StoredKind Of<T>(string id, Func<T, string> idOf, Func<StoredPolicy, IReadOnlyList<T>> items, Func<StoredPolicy, IReadOnlyList<T>, StoredPolicy> with)
        where T : class => new(
            id,
            typeof(T),
            item => idOf((T)item),
            stored => items(stored),
            (stored, all) => with(stored, [.. all.Cast<T>()]));
}
