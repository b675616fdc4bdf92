namespace BhaiKaDns.Policy.People;

/// <summary>Where names of groups and devices stand in other objects.</summary>
internal static class PolicyNames
{
    /// <summary>Puts the new name of a group or device wherever its old one stands.</summary>
    public static StoredPolicy Rename(string kind, StoredPolicy stored, string name, string newName)
    {
        if (name == newName)
        {
            return stored;
        }

        string Renamed(string old) => PolicyModel.Same(old, name) ? newName : old;
        return kind switch
        {
            "Groups" => stored with
            {
                Devices = [.. stored.Devices.Select(device => device.In(Renamed(device.Group)))],
                Schedules = [.. stored.Schedules.Select(schedule => schedule.For([.. schedule.Groups.Select(Renamed)]))],
                Rules = [.. stored.Rules.Select(rule => rule.Group is { } group ? rule with { Group = Renamed(group) } : rule)],
                Pauses = [.. stored.Pauses.Select(pause => pause.Group is { } group ? pause with { Group = Renamed(group) } : pause)],
                Records = [.. stored.Records.Select(record => record.For([.. record.Groups.Select(Renamed)]))],
            },
            "Devices" => stored with { Rules = [.. stored.Rules.Select(rule => rule.Client is { } client ? rule with { Client = Renamed(client) } : rule)] },
            _ => stored,
        };
    }

    /// <summary>What needs the group, as words; null if nothing does.</summary>
    public static string? UserOf(string kind, StoredPolicy stored, string name)
    {
        if (kind != "Groups")
        {
            return null;
        }

        return stored.Devices.FirstOrDefault(device => PolicyModel.Same(device.Group, name)) is { } device ? $"the device '{device.Name}'"
            : stored.Schedules.FirstOrDefault(schedule => schedule.Groups.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } schedule ? $"the schedule '{schedule.Name}'"
            : stored.Records.FirstOrDefault(record => record.Groups.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } record ? $"the record '{record.Name}'"
            : null;
    }

    /// <summary>Takes out the rules and pauses that held for a group or device alone.</summary>
    public static StoredPolicy Forget(string kind, StoredPolicy stored, string name) => kind switch
    {
        "Groups" => stored with
        {
            Rules = [.. stored.Rules.Where(rule => rule.Group is null || !PolicyModel.Same(rule.Group, name))],
            Pauses = [.. stored.Pauses.Where(pause => pause.Group is null || !PolicyModel.Same(pause.Group, name))],
        },
        "Devices" => stored with { Rules = [.. stored.Rules.Where(rule => rule.Client is null || !PolicyModel.Same(rule.Client, name))] },
        _ => stored,
    };
}
