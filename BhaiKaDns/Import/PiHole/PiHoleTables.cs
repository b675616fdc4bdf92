using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import.PiHole;

/// <summary>Turns the tables of a Pi-hole (of its database, or of the JSON files of version 5) into lists, rules, groups and devices.</summary>
internal sealed class PiHoleTables(IReadOnlyDictionary<string, List<ConfigNode>> tables, ImportDraft draft)
{
    private const string DefaultId = "0";

    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    public void Read()
    {
        ReadGroups();
        ReadLists();
        ReadDomains();
        ReadClients();
    }

    private List<ConfigNode> Rows(string table) => tables.GetValueOrDefault(table, []);

    private void ReadGroups()
    {
        foreach (ConfigNode row in Rows("group"))
        {
            string id = row["id"].Text ?? "";
            if (id == DefaultId)
            {
                continue;
            }

            if (row["enabled"].Text is "0")
            {
                draft.Leave($"group {row["name"].Text}", "it was switched off");
                continue;
            }

            string name = draft.FreeGroupName(row["name"].Text ?? "");
            _groups[id] = name;
            draft.SetGroup(new GroupOptions { Name = name, Lists = [] });
        }

        _groups[DefaultId] = GroupOptions.DefaultName;
    }

    // Who is in no table of groups is in the default one.
    private ILookup<string, string> GroupsOf(string table, string key) =>
        Rows(table).Where(row => _groups.ContainsKey(row["group_id"].Text ?? "")).ToLookup(row => row[key].Text ?? "", row => _groups[row["group_id"].Text!]);

    private void ReadLists()
    {
        ILookup<string, string> groups = GroupsOf("adlist_by_group", "adlist_id");
        bool hasGroups = tables.ContainsKey("adlist_by_group");
        Dictionary<string, List<string>> lists = _groups.Values.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        foreach (ConfigNode row in Rows("adlist"))
        {
            string source = row["address"].Text ?? "";
            string comment = row["comment"].Text ?? "";
            ListKind kind = row["type"].Text is "1" ? ListKind.Allow : ListKind.Block;
            string? name = draft.AddList(comment.Length > 0 ? comment : source, source, kind, row["enabled"].Text is not "0");
            foreach (string group in name is null ? [] : hasGroups ? groups[row["id"].Text ?? ""] : [GroupOptions.DefaultName])
            {
                lists[group].Add(name!);
            }
        }

        foreach ((string group, List<string> names) in lists)
        {
            if (group != GroupOptions.DefaultName)
            {
                draft.SetGroup(new GroupOptions { Name = group, Lists = names });
            }
            else if (_groups.Count > 1)
            {
                draft.SetGroup(new GroupOptions { Name = group, Lists = names });
            }
        }
    }

    private void ReadDomains()
    {
        ILookup<string, string> groups = GroupsOf("domainlist_by_group", "domainlist_id");
        bool hasGroups = tables.ContainsKey("domainlist_by_group");
        foreach (ConfigNode row in Rows("domainlist"))
        {
            string domain = row["domain"].Text ?? "";
            if (row["enabled"].Text is "0")
            {
                draft.Leave($"rule {domain}", "it was switched off");
                continue;
            }

            string[] forms = FormsOf(domain, row["type"].Text);
            string[] members = hasGroups ? [.. groups[row["id"].Text ?? ""]] : [GroupOptions.DefaultName];
            if (members.Contains(GroupOptions.DefaultName))
            {
                if (row["type"].Text is "0" or "1")
                {
                    draft.AddDomain(forms);
                }
                else
                {
                    draft.AddRule(forms);
                }

                continue;
            }

            foreach (string member in members)
            {
                GroupOptions group = draft.GroupOf(member);
                if (draft.UsableRule(forms) is { } rule)
                {
                    draft.SetGroup(new GroupOptions { Name = group.Name, Lists = group.Lists, Rules = [.. group.Rules, rule] });
                }
            }
        }
    }

    // An exact domain stands for itself alone. A regular expression may carry options behind a semicolon.
    private static string[] FormsOf(string domain, string? type)
    {
        int options = domain.IndexOf(';', StringComparison.Ordinal);
        string pattern = options < 0 ? $"/{domain}/" : $"/{domain[..options]}/{domain[options..]}";
        return type switch
        {
            "0" => [$"@@|{domain}^", $"@@||{domain}^"],
            "1" => [$"0.0.0.0 {domain}"],
            "2" => [$"@@{pattern}"],
            _ => [pattern],
        };
    }

    private void ReadClients()
    {
        ILookup<string, string> groups = GroupsOf("client_by_group", "client_id");
        foreach (ConfigNode row in Rows("client"))
        {
            string address = row["ip"].Text ?? "";
            string name = row["comment"].Text is { Length: > 0 } comment ? comment : address;
            string[] members = [.. groups[row["id"].Text ?? ""]];
            string[] own = [.. members.Where(member => member != GroupOptions.DefaultName)];
            if (own.Length > 1 || (own.Length == 1 && members.Length > 1))
            {
                draft.Leave($"further groups of {name}: {string.Join(", ", members.Except(own.Take(1)))}", $"a device is in one group; it is in {own[0]}");
            }

            draft.AddDevice(name, [address], own.FirstOrDefault() ?? GroupOptions.DefaultName);
        }
    }
}
