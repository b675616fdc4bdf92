using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// The people, devices and names of the home: what files declare, and after it what the database adds. A stored object whose name a
/// file declares too is passed over: the file wins. Immutable.
/// </summary>
internal sealed class PolicyModel
{
    public static readonly PolicyModel Empty = new(new PolicyOptions(), StoredPolicy.Empty);

    private readonly Dictionary<string, GroupOptions> _groups;

    public PolicyModel(PolicyOptions declared, StoredPolicy stored)
    {
        Stored = stored;
        Groups = Join(declared.Groups, stored.Groups, group => group.Name);
        if (!Groups.Any(group => Same(group.Name, GroupOptions.DefaultName)))
        {
            Groups = [new GroupOptions { Name = GroupOptions.DefaultName }, .. Groups];
        }

        Devices = Join(declared.Devices, stored.Devices, device => device.Name);
        Schedules = Join(declared.Schedules, stored.Schedules, schedule => schedule.Name);
        Records = [.. declared.Records, .. stored.Records];
        _groups = Groups.ToDictionary(group => group.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the database adds; rules and pauses are only there.</summary>
    public StoredPolicy Stored { get; }

    /// <summary>The group "default" is always among them.</summary>
    public IReadOnlyList<GroupOptions> Groups { get; }

    public IReadOnlyList<DeviceOptions> Devices { get; }

    public IReadOnlyList<ScheduleOptions> Schedules { get; }

    public IReadOnlyList<RecordOptions> Records { get; }

    /// <summary>The group of this name; "default" if there is none, so that a device never falls out of all groups.</summary>
    public GroupOptions GroupOf(string name) => _groups.GetValueOrDefault(name) ?? _groups[GroupOptions.DefaultName];

    public bool HasGroup(string name) => _groups.ContainsKey(name);

    public DeviceOptions? DeviceOf(string name) => Devices.FirstOrDefault(device => Same(device.Name, name));

    internal static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static List<T> Join<T>(IReadOnlyList<T> declared, IReadOnlyList<T> stored, Func<T, string> nameOf)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        return [.. declared.Concat(stored).Where(item => names.Add(nameOf(item)))];
    }
}
