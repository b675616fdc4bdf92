using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Storage;

namespace BhaiKaDns.Policy.People;

/// <summary>Keeps what people set in the embedded database: one document for each kind of object. Used by one caller at a time.</summary>
internal sealed partial class PolicyDocuments(StateStore state, ILogger<PolicyDocuments> logger)
{
    private const string GroupsKey = "policy-groups";
    private const string DevicesKey = "policy-devices";
    private const string SchedulesKey = "policy-schedules";
    private const string RulesKey = "policy-rules";
    private const string RecordsKey = "policy-records";
    private const string ListsKey = "policy-lists";
    private const string ListSwitchesKey = "policy-list-switches";
    private const string PausesKey = "policy-pauses";

    private StoredPolicy? _known;

    /// <summary>What is kept, for the start: an empty policy if the database cannot be read, which is logged.</summary>
    public async Task<StoredPolicy> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken);
        }
        catch (IOException problem)
        {
            LogUnreadable(problem.Message);
            return StoredPolicy.Empty;
        }
    }

    /// <summary>What is kept; read from the disk once.</summary>
    /// <exception cref="IOException">The database cannot be read.</exception>
    public async Task<StoredPolicy> ReadAsync(CancellationToken cancellationToken) => _known ??= new StoredPolicy
    {
        Groups = await ListAsync<GroupOptions>(GroupsKey, cancellationToken),
        Devices = await ListAsync<DeviceOptions>(DevicesKey, cancellationToken),
        Schedules = await ListAsync<ScheduleOptions>(SchedulesKey, cancellationToken),
        Rules = await ListAsync<PersonalRule>(RulesKey, cancellationToken),
        Records = await ListAsync<RecordOptions>(RecordsKey, cancellationToken),
        Lists = await ListAsync<ListOptions>(ListsKey, cancellationToken),
        ListSwitches = await ListAsync<ListSwitch>(ListSwitchesKey, cancellationToken),
        Pauses = await ListAsync<PolicyPause>(PausesKey, cancellationToken),
    };

    /// <summary>Writes the kinds that changed, all or none; they are on the disk when this returns.</summary>
    /// <exception cref="IOException">The database cannot be written; what was kept before is kept.</exception>
    public async Task SaveAsync(StoredPolicy next, CancellationToken cancellationToken)
    {
        StoredPolicy before = await ReadAsync(cancellationToken);
        List<KeyValuePair<string, object>> changed = [];
        Compare(GroupsKey, before.Groups, next.Groups);
        Compare(DevicesKey, before.Devices, next.Devices);
        Compare(SchedulesKey, before.Schedules, next.Schedules);
        Compare(RulesKey, before.Rules, next.Rules);
        Compare(RecordsKey, before.Records, next.Records);
        Compare(ListsKey, before.Lists, next.Lists);
        Compare(ListSwitchesKey, before.ListSwitches, next.ListSwitches);
        Compare(PausesKey, before.Pauses, next.Pauses);
        if (changed.Count > 0)
        {
            await state.WriteAllAsync(changed, cancellationToken);
            _known = next;
        }

        void Compare(string key, object old, object current)
        {
            if (!ReferenceEquals(old, current))
            {
                changed.Add(KeyValuePair.Create(key, current));
            }
        }
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(string key, CancellationToken cancellationToken) =>
        await state.ReadAsync<List<T>>(key, cancellationToken) ?? [];

    [LoggerMessage(1440, LogLevel.Error, "The devices, groups and rules kept in the database could not be read ({Problem}); those declared in files are in force.")]
    private partial void LogUnreadable(string problem);
}
