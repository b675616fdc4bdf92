using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Checks groups, devices and schedules, one after the other, against each other and against the lists there are. What was added is
/// known to what comes later, so a name or address that comes twice is found.
/// </summary>
/// <param name="lists">Names of all lists.</param>
/// <param name="groups">Names of all groups, those that come later included.</param>
internal sealed class ModelCheck(IEnumerable<string> lists, IEnumerable<string> groups)
{
    private const int MaxNameLength = 64;
    private const int MaxAddresses = 256;

    private readonly HashSet<string> _lists = new(lists, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _groupNames = new(groups.Append(GroupOptions.DefaultName), StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _devices = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _schedules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DeviceAddress, string> _addresses = [];
    private readonly List<ModelProblem> _problems = [];

    public IReadOnlyList<ModelProblem> Problems => _problems;

    /// <summary>Takes what was accepted before as it is: problems of it are not those of what comes now.</summary>
    public void Accept() => _problems.Clear();

    public void Add(GroupOptions group, string key)
    {
        CheckName(group.Name, _groups, key);
        for (int index = 0; index < group.Lists.Count; index++)
        {
            CheckList(group.Lists[index], $"{key}:Lists:{index}", mayBeAll: true);
        }

        CheckRules(group.Rules, key);
        if (group.BlockedTtl is { } ttl && (ttl < TimeSpan.Zero || ttl > TimeSpan.FromDays(1)))
        {
            Report($"{key}:BlockedTtl", "must be between 00:00:00 and 1.00:00:00.");
        }
    }

    public void Add(DeviceOptions device, string key)
    {
        CheckName(device.Name, _devices, key);
        if (!_groupNames.Contains(device.Group))
        {
            Report($"{key}:Group", $"there is no group '{device.Group}'.");
        }

        if (device.Addresses.Count > MaxAddresses)
        {
            Report($"{key}:Addresses", $"at most {MaxAddresses} addresses.");
        }

        for (int index = 0; index < device.Addresses.Count; index++)
        {
            string text = device.Addresses[index];
            if (!DeviceAddress.TryParse(text, out DeviceAddress address))
            {
                Report($"{key}:Addresses:{index}", $"'{text}' is no address; write 192.168.1.20, fd00::20, 192.168.2.0/24, aa:bb:cc:dd:ee:ff or id:phone.");
            }
            else if (!_addresses.TryAdd(address, device.Name))
            {
                Report($"{key}:Addresses:{index}", $"'{text}' belongs to '{_addresses[address]}' already.");
            }
        }

        for (int index = 0; index < device.Tags.Count; index++)
        {
            string tag = device.Tags[index];
            if (tag.Length == 0 || !tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            {
                Report($"{key}:Tags:{index}", "a tag is made of letters, digits and underscores, such as device_phone.");
            }
        }
    }

    public void Add(ScheduleOptions schedule, string key)
    {
        CheckName(schedule.Name, _schedules, key);
        CheckGroups(schedule.Groups, key);
        for (int index = 0; index < schedule.Lists.Count; index++)
        {
            CheckList(schedule.Lists[index], $"{key}:Lists:{index}", mayBeAll: false);
        }

        if (schedule.Ranges.Count == 0)
        {
            Report($"{key}:Ranges", "at least one range is needed.");
        }

        if (schedule.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out _))
        {
            Report($"{key}:TimeZone", $"the time zone '{schedule.TimeZone}' is not known here; write a name such as Europe/Berlin.");
        }

        if (!schedule.Everything && schedule.Lists.Count + schedule.Services.Count + schedule.Rules.Count == 0)
        {
            Report(key, "switches nothing; name lists, services or rules, or set Everything.");
        }

        CheckRules(schedule.Rules, key);
    }

    /// <summary>Checks a rule that a person sets; groups and devices must be known.</summary>
    public void Add(PersonalRule rule, string key)
    {
        if (FilteringListsValidator.ProblemOf(rule.Text) is { } problem)
        {
            Report($"{key}:Text", problem);
        }

        if (rule.Group is not null && rule.Client is not null)
        {
            Report(key, "a rule holds for a group or for a client, not for both.");
        }

        if (rule.Group is { } group && !_groupNames.Contains(group))
        {
            Report($"{key}:Group", $"there is no group '{group}'.");
        }

        if (rule.Client is { } client && !_devices.Contains(client) && !IsSingleAddress(client))
        {
            Report($"{key}:Client", $"'{client}' is neither a device nor an address.");
        }
    }

    public void Report(string key, string problem) => _problems.Add(new ModelProblem(key, problem));

    /// <summary>Takes over what other checks found, each a key, a colon, a blank and a sentence.</summary>
    public void ReportAll(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
        {
            int end = problem.IndexOf(": ", StringComparison.Ordinal);
            Report(problem[..end], problem[(end + 2)..]);
        }
    }

    private static bool IsSingleAddress(string text) =>
        !text.Contains('/', StringComparison.Ordinal) && NetworkPrefix.TryParse(text, out _);

    private void CheckGroups(IReadOnlyList<string> groups, string key)
    {
        if (groups.Count == 0)
        {
            Report($"{key}:Groups", "at least one group is needed.");
        }

        for (int index = 0; index < groups.Count; index++)
        {
            if (!_groupNames.Contains(groups[index]))
            {
                Report($"{key}:Groups:{index}", $"there is no group '{groups[index]}'.");
            }
        }
    }

    private void CheckName(string name, HashSet<string> taken, string key)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Any(char.IsControl) || name.Contains('/', StringComparison.Ordinal))
        {
            Report($"{key}:Name", $"1 to {MaxNameLength} printable characters without a slash are needed.");
        }
        else if (!taken.Add(name))
        {
            Report($"{key}:Name", $"'{name}' is used twice.");
        }
    }

    private void CheckList(string name, string key, bool mayBeAll)
    {
        if (!(mayBeAll && name == GroupOptions.All) && !_lists.Contains(name))
        {
            Report(key, $"there is no list '{name}'.");
        }
    }

    private void CheckRules(IReadOnlyList<string> rules, string key)
    {
        for (int index = 0; index < rules.Count; index++)
        {
            if (FilteringListsValidator.ProblemOf(rules[index]) is { } problem)
            {
                Report($"{key}:Rules:{index}", problem);
            }
        }
    }
}

/// <param name="Key">As in settings: <c>Groups:0:Lists:1</c>.</param>
/// <param name="Problem">One sentence.</param>
internal readonly record struct ModelProblem(string Key, string Problem)
{
    public override string ToString() => $"{Key}: {Problem}";
}
