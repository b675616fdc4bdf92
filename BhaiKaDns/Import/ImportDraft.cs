using System.Globalization;
using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Import;

/// <summary>Gathers what an importer finds, and leaves out, with the reason, what this version could not use.</summary>
internal sealed class ImportDraft(ImportSurroundings surroundings)
{
    /// <summary>Lines of list syntax: a setting, because their own priorities hold among them and all lists.</summary>
    public const string RulesKey = "Filtering:Rules";

    public const string HostsFilesKey = "Policy:HostsFiles";

    private const int MaxNameLength = 64;

    // Said one by one up to here, then counted.
    private const int MostNotesOfAKind = 200;

    private const int MostLists = 1000;
    private const int MostDevices = 10_000;
    private const int MostRules = 100_000;

    private readonly SortedDictionary<string, object> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _conditional = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, GroupOptions> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DeviceOptions> _devices = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ScheduleOptions> _schedules = [];
    private readonly OrderedDictionary<string, bool> _rules = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _domains = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<(string, string, string), RecordOptions> _records = [];
    private readonly Dictionary<string, ListOptions> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _hostsFiles = [];
    private readonly List<string> _taken = [];
    private readonly List<LeftOut> _left = [];
    private int _untold;

    public bool IsKnownService(string id) => surroundings.IsKnownService(id);

    /// <summary>Says that something was not taken.</summary>
    public void Leave(string what, string reason)
    {
        if (_left.Count < MostNotesOfAKind)
        {
            _left.Add(new LeftOut(what.Length > 200 ? what[..200] : what, reason));
        }
        else
        {
            _untold++;
        }
    }

    /// <summary>Takes a setting, unless this version has no such key.</summary>
    /// <param name="value">A text, a list of texts, or a list of mappings.</param>
    public void Set(string key, object value)
    {
        if (!surroundings.IsKnownSetting(key))
        {
            Leave(key, "this version has no such setting");
            return;
        }

        _settings[key] = value;
        _taken.Add($"{key} = {(value is IEnumerable<string> texts ? string.Join(", ", texts) : value)}");
    }

    public void Set(string key, bool value) => Set(key, value ? "true" : "false");

    /// <summary>Takes a span, moved into the range of the setting.</summary>
    public void Set(string key, TimeSpan value, TimeSpan min, TimeSpan max) =>
        Set(key, (value < min ? min : value > max ? max : value).ToString("c", CultureInfo.InvariantCulture));

    public void Set(string key, long value, long min, long max) => Set(key, Math.Clamp(value, min, max).ToString(CultureInfo.InvariantCulture));

    /// <summary>Takes upstreams that this version can speak to.</summary>
    public void SetUpstreams(string key, IEnumerable<string> upstreams)
    {
        string[] good = Usable(upstreams);
        if (good.Length > 0)
        {
            Set(key, good);
        }
    }

    /// <summary>Takes upstreams for one domain.</summary>
    public void AddConditional(string domain, IEnumerable<string> upstreams)
    {
        string[] good = Usable(upstreams);
        string name = domain.Trim('.');
        if (good.Length == 0 || !IsName(name))
        {
            Leave($"upstreams for '{domain}'", good.Length == 0 ? "none of them can be used" : "this is not a domain");
            return;
        }

        if (!_conditional.TryGetValue(name, out List<string>? known))
        {
            _conditional.Add(name, known = []);
        }

        known.AddRange(good.Except(known));
    }

    /// <summary>Of several upstreams those that this version can speak to; the others are told.</summary>
    public string[] Usable(IEnumerable<string> upstreams)
    {
        List<string> good = [];
        foreach (string upstream in upstreams.Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (UpstreamAddress.TryParse(upstream, out _, out string problem))
            {
                good.Add(upstream);
            }
            else
            {
                Leave($"upstream {upstream}", problem.TrimEnd('.'));
            }
        }

        return [.. good.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Takes a line of list syntax for everybody; of several ways to write it the first that is understood.</summary>
    public void AddRule(params ReadOnlySpan<string> forms)
    {
        if (UsableRule(forms) is { } rule && HasRoom(_rules.Count, MostRules, $"rule {rule}"))
        {
            _rules.TryAdd(rule, true);
        }
    }

    /// <summary>Takes a domain that a person let through or blocked for everybody, which stands above all lists and rules; of several ways to write it the first that is understood.</summary>
    public void AddDomain(params ReadOnlySpan<string> forms)
    {
        if (UsableRule(forms) is { } rule && HasRoom(_domains.Count, MostRules, $"rule {rule}"))
        {
            _domains.TryAdd(rule, true);
        }
    }

    /// <summary>The first form that is understood; null, and told, if none is. A comment is passed over.</summary>
    public string? UsableRule(params ReadOnlySpan<string> forms)
    {
        string problem = "";
        foreach (string form in forms)
        {
            string line = form.Trim();
            if (line.Length == 0 || line[0] is '!' or '#')
            {
                return null;
            }

            problem = FilteringListsValidator.ProblemOf(line) ?? "";
            if (problem.Length == 0)
            {
                return line;
            }
        }

        Leave($"rule {forms[0].Trim()}", problem.TrimEnd('.'));
        return null;
    }

    /// <summary>Takes a list.</summary>
    /// <returns>Its name, which may differ because names are unique; null if it was not taken.</returns>
    public string? AddList(string name, string source, ListKind kind, bool isEnabled = true)
    {
        if (!ListSource.TryParse(source, out _, out string? problem))
        {
            Leave($"list {source}", problem!.TrimEnd('.'));
            return null;
        }

        if (!HasRoom(_lists.Count, MostLists, $"list {source}"))
        {
            return null;
        }

        string unique = Unique(name.Length == 0 ? source : name, key => _lists.ContainsKey(key) || key.Equals(ListCatalog.RulesName, StringComparison.OrdinalIgnoreCase));
        _lists.Add(unique, new ListOptions { Name = unique, Source = source, Kind = kind, Enabled = isEnabled });
        return unique;
    }

    /// <summary>Takes a record whose value is an address or a name.</summary>
    public void AddRecord(string name, string type, string value, TimeSpan? ttl = null, IReadOnlyList<string>? groups = null)
    {
        string owner = name.Trim().TrimEnd('.').ToLowerInvariant();
        bool isGood = type switch
        {
            "A" or "AAAA" => IPAddress.TryParse(value, out _),
            "CNAME" or "PTR" => IsName(value.TrimEnd('.')),
            _ => value.Length > 0,
        };
        if (!isGood || !IsName(owner.StartsWith("*.", StringComparison.Ordinal) ? owner[2..] : owner))
        {
            Leave($"record {name} {type} {value}", "the name or its data is not valid");
            return;
        }

        if (HasRoom(_records.Count, MostRules, $"record {name}"))
        {
            RecordOptions plain = new() { Name = owner, Type = type, Value = value, Groups = groups ?? [] };
            _records.TryAdd((owner, type, value), ttl is null ? plain : new RecordOptions { Name = owner, Type = type, Value = value, Groups = groups ?? [], Ttl = ttl.Value });
        }
    }

    /// <summary>Takes an address record of the family of <paramref name="address"/>.</summary>
    public void AddAddress(string name, IPAddress address, TimeSpan? ttl = null) =>
        AddRecord(name, address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? "A" : "AAAA", address.ToString(), ttl);

    public void AddHostsFile(string path) => _hostsFiles.Add(path);

    /// <summary>A name for a group or device: those of networks have a slash, which names here have not.</summary>
    public static string PlainName(string wanted) => wanted.Replace('/', '-');

    /// <summary>Takes a group, or replaces the one with its name.</summary>
    public void SetGroup(GroupOptions group) => _groups[group.Name] = group;

    public GroupOptions GroupOf(string name) => _groups.GetValueOrDefault(name) ?? new GroupOptions { Name = name };

    /// <summary>A name for a group or list that is valid and not in use.</summary>
    public string FreeGroupName(string wanted) => Unique(PlainName(wanted), _groups.ContainsKey);

    public void AddSchedule(ScheduleOptions schedule) => _schedules.Add(schedule);

    /// <summary>Takes a device; addresses that are none are told and left out.</summary>
    public void AddDevice(string name, IEnumerable<string> addresses, string group = GroupOptions.DefaultName, IReadOnlyList<string>? tags = null)
    {
        List<string> good = [];
        foreach (string address in addresses.Select(text => text.Trim()))
        {
            if (ClientId(address) is { } id)
            {
                good.Add(id);
            }
            else
            {
                Leave($"address '{address}' of device {name}", "it is neither an address, a network, a MAC address nor a ClientID");
            }
        }

        if (good.Count > 0 && HasRoom(_devices.Count, MostDevices, $"device {name}"))
        {
            string unique = Unique(PlainName(name), _devices.ContainsKey);
            _devices.Add(unique, new DeviceOptions { Name = unique, Addresses = good, Group = group, Tags = tags ?? [] });
        }
    }

    public ImportResult Build(string product)
    {
        if (_conditional.Count > 0)
        {
            _settings["Resolver:Conditional"] = _conditional
                .Select(pair => new Dictionary<string, object>(StringComparer.Ordinal) { ["Domain"] = pair.Key, ["Upstreams"] = pair.Value.ToArray() }).ToArray();
            _taken.AddRange(_conditional.Select(pair => $"upstreams of {pair.Key}: {string.Join(", ", pair.Value)}"));
        }

        _taken.AddRange(_lists.Values.Select(list => $"list {list.Name} ({list.Kind}{(list.Enabled ? "" : ", off")}): {list.Source}"));
        _taken.AddRange(_groups.Keys.Select(name => $"group {name}"));
        _taken.AddRange(_devices.Values.Select(device => $"device {device.Name} ({string.Join(", ", device.Addresses)}) in group {device.Group}"));
        _taken.AddRange(_schedules.Select(schedule => $"schedule {schedule.Name}"));
        _taken.AddRange(_hostsFiles.Select(path => $"hosts file {path}"));
        AddCount(_rules.Count, "rules");
        AddCount(_domains.Count, "domains let through or blocked");
        AddCount(_records.Count, "records");
        if (_untold > 0)
        {
            _left.Add(new LeftOut($"{_untold} more", "for reasons like those above"));
        }

        PolicyImport policy = new()
        {
            Groups = [.. _groups.Values],
            Devices = [.. _devices.Values],
            Schedules = _schedules,
            Rules = [.. _domains.Keys.Select(rule => new PersonalRule { Text = rule, Note = $"Imported: {product}", Author = "import" })],
            Records = [.. _records.Values],
            Lists = [.. _lists.Values],
        };
        Dictionary<string, IReadOnlyList<string>> added = new(StringComparer.OrdinalIgnoreCase) { [RulesKey] = [.. _rules.Keys], [HostsFilesKey] = _hostsFiles };
        return new ImportResult(product, _settings, added, policy, _taken, _left);
    }

    /// <summary>Whether this can be the name of a domain.</summary>
    public static bool IsName(string name) => name.Length > 0 && Uri.CheckHostName(name.Replace('_', 'a')) is UriHostNameType.Dns;

    private static string? ClientId(string text)
    {
        if (NetworkPrefix.TryParse(text, out _))
        {
            return text;
        }

        string[] octets = text.Split(':', '-');
        if (octets.Length == 6 && octets.All(octet => octet.Length == 2 && octet.All(char.IsAsciiHexDigit)))
        {
            return string.Join(':', octets).ToLowerInvariant();
        }

        return text.Length is > 0 and <= 63 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? $"id:{text.ToLowerInvariant()}" : null;
    }

    private static string Unique(string wanted, Func<string, bool> isUsed)
    {
        string name = string.Concat(wanted.Where(letter => !char.IsControl(letter))).Trim();
        name = name.Length == 0 ? "imported" : name.Length > MaxNameLength - 4 ? name[..(MaxNameLength - 4)] : name;
        string unique = name;
        for (int number = 2; isUsed(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
        }

        return unique;
    }

    private bool HasRoom(int count, int most, string what)
    {
        if (count < most)
        {
            return true;
        }

        Leave(what, string.Create(CultureInfo.InvariantCulture, $"there are {most} already"));
        return false;
    }

    private void AddCount(int count, string what)
    {
        if (count > 0)
        {
            _taken.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }
}
