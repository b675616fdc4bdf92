using System.Net;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import.Blocky;

/// <summary>Reads a configuration of blocky, with the keys of its last versions and those they replaced.</summary>
internal sealed class BlockyReader(ConfigNode root, ImportDraft draft)
{
    public const string Product = "blocky";

    private const string DefaultGroup = "default";

    private static readonly string[] Foreign = ["redis", "ecs", "dnssec", "certFile", "filtering", "fqdnOnly"];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConfigNode _blocking = root["blocking"];

    public static bool IsRecognised(ConfigNode root) =>
        root["upstreams"]["groups"].Exists || root["upstream"][DefaultGroup].Exists || root["blocking"]["clientGroupsBlock"].Exists
        || root["customDNS"]["mapping"].Exists || root["blocking"].First("denylists", "blackLists").Exists;

    public void Read()
    {
        ReadListeners();
        ReadUpstreams();
        ReadRecords();
        ReadCache();
        ReadBlocking();
        ReadGroups(ReadLists());
        if (root.First("queryLog")["logRetentionDays"].Number is > 0 and { } days)
        {
            draft.Set("QueryLog:Retention", TimeSpan.FromDays(Math.Min(days, 365)), TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        }

        foreach (string key in Foreign.Where(key => root[key].Exists))
        {
            draft.Leave(key, "there is no like of it here, or it is set up otherwise");
        }
    }

    private void ReadListeners()
    {
        string[] listen = [.. (root["ports"]["dns"] is { Exists: true } ports ? ports : root["port"]).Texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).SelectMany(Listen)];
        if (listen.Length > 0)
        {
            draft.Set("Dns:Listen", listen);
        }
    }

    private static string[] Listen(string text) =>
        ushort.TryParse(text.TrimStart(':'), out ushort port) ? [$"0.0.0.0:{port}", $"[::]:{port}"] : IPEndPoint.TryParse(text, out IPEndPoint? end) ? [end.ToString()] : [];

    private void ReadUpstreams()
    {
        ConfigNode groups = root["upstreams"]["groups"] is { Exists: true } found ? found : root["upstream"];
        foreach ((string name, ConfigNode upstreams) in groups.Members)
        {
            string[] usable = draft.Usable(upstreams.Texts.Select(Upstream));
            if (name == DefaultGroup && usable.Length > 0)
            {
                draft.Set("Resolver:Upstreams", usable);
            }
            else if (usable.Length > 0)
            {
                GroupOptions known = draft.GroupOf(ImportDraft.PlainName(name));
                draft.SetGroup(new GroupOptions { Name = known.Name, Lists = known.Lists, Upstreams = usable });
            }
        }

        string? strategy = root["upstreams"]["strategy"].Text switch { "parallel_best" => "Parallel", "strict" => "Failover", "random" => "Balance", _ => null };
        if (strategy is not null)
        {
            draft.Set("Resolver:Strategy", strategy);
        }

        if (PeerDuration.Parse((root["upstreams"]["timeout"] is { Exists: true } timeout ? timeout : root["upstreamTimeout"]).Text, Minute) is { } patience)
        {
            draft.Set("Resolver:Timeout", patience, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        }

        string[] bootstrap = [.. root["bootstrapDns"].Texts, .. root["bootstrapDns"].Items.SelectMany(item => item["upstream"].Texts), .. root["bootstrapDns"]["upstream"].Texts];
        if (bootstrap.Length > 0)
        {
            draft.SetUpstreams("Resolver:Bootstrap", bootstrap.Select(Upstream));
        }

        foreach ((string domain, ConfigNode upstreams) in root["conditional"]["mapping"].Members)
        {
            draft.AddConditional(domain, upstreams.Texts.SelectMany(text => text.Split(',')).Select(text => Upstream(text.Trim())));
        }

        foreach ((string domain, _) in root["conditional"]["rewrite"].Members)
        {
            draft.Leave($"conditional.rewrite of {domain}", "names are not rewritten before they are asked");
        }
    }

    private static string Upstream(string text) =>
        text.StartsWith("tcp+udp:", StringComparison.Ordinal) ? text["tcp+udp:".Length..]
        : text.StartsWith("tcp-tls:", StringComparison.Ordinal) ? "tls://" + text["tcp-tls:".Length..]
        : text;

    private void ReadRecords()
    {
        ConfigNode custom = root["customDNS"];
        TimeSpan? ttl = PeerDuration.Parse(custom["customTTL"].Text, Minute);
        foreach ((string name, ConfigNode value) in custom["mapping"].Members)
        {
            foreach (string part in value.Texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)))
            {
                // A mapping covers the name and all names below it.
                string type = IPAddress.TryParse(part, out IPAddress? address) ? address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? "A" : "AAAA" : "CNAME";
                string target = part.StartsWith("CNAME(", StringComparison.Ordinal) ? part["CNAME(".Length..].TrimEnd(')') : part;
                draft.AddRecord(name, type, target, ttl);
                draft.AddRecord("*." + name, type, target, ttl);
            }
        }

        if (custom["zone"].Exists)
        {
            draft.Leave("customDNS.zone", "write its records to Policy:Records");
        }

        foreach (string path in (root["hostsFile"]["sources"] is { Exists: true } sources ? sources : root["hostsFile"]["filePath"]).Texts)
        {
            if (Path.IsPathRooted(path))
            {
                draft.AddHostsFile(path);
            }
            else
            {
                draft.Leave($"hosts file {(path.Contains('\n', StringComparison.Ordinal) ? "written in place" : path)}", "only a file of this machine can be used");
            }
        }
    }

    private void ReadCache()
    {
        ConfigNode caching = root["caching"];
        if (PeerDuration.Parse(caching["minTime"].Text, Minute) is { } min)
        {
            draft.Set("Cache:MinTtl", min, TimeSpan.Zero, TimeSpan.FromHours(1));
        }

        if (PeerDuration.Parse(caching["maxTime"].Text, Minute) is { } max && max > TimeSpan.Zero)
        {
            draft.Set("Cache:MaxTtl", max, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        }

        if (PeerDuration.Parse(caching["cacheTimeNegative"].Text, Minute) is { } negative && negative > TimeSpan.Zero)
        {
            draft.Set("Cache:MaxNegativeTtl", negative, TimeSpan.FromSeconds(1), TimeSpan.FromHours(3));
        }

        if (caching["maxItemsCount"].Number is > 0 and { } capacity)
        {
            draft.Set("Cache:Capacity", capacity, 1_000, 1_000_000);
        }

        if (caching["prefetching"].Flag is { } prefetch)
        {
            draft.Set("Cache:Prefetch", prefetch);
        }
    }

    private void ReadBlocking()
    {
        string type = _blocking["blockType"].Text ?? "";
        string[] addresses = [.. type.Split(',', StringSplitOptions.TrimEntries).Where(text => IPAddress.TryParse(text, out _))];
        if (addresses.Length > 0)
        {
            draft.Set("Dns:BlockingMode", "Custom");
            draft.Set("Dns:CustomAddresses", addresses);
        }
        else if (type.Length > 0)
        {
            draft.Set("Dns:BlockingMode", type.Equals("nxDomain", StringComparison.OrdinalIgnoreCase) ? "NxDomain" : "NullAddress");
        }

        if (PeerDuration.Parse(_blocking["blockTTL"].Text, Minute) is { } ttl)
        {
            draft.Set("Dns:BlockedTtl", ttl, TimeSpan.Zero, TimeSpan.FromDays(1));
        }

        ConfigNode period = _blocking["loading"]["refreshPeriod"] is { Exists: true } newer ? newer : _blocking["refreshPeriod"];
        if (PeerDuration.Parse(period.Text, Minute) is { } interval && interval > TimeSpan.Zero)
        {
            draft.Set("Filtering:UpdateInterval", interval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(60));
        }
    }

    // Names of our lists by the names of their groups of lists.
    private Dictionary<string, List<string>> ReadLists()
    {
        Dictionary<string, List<string>> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((ConfigNode lists, ListKind kind) in new[] { (_blocking.First("denylists", "blackLists"), ListKind.Block), (_blocking.First("allowlists", "whiteLists"), ListKind.Allow) })
        {
            foreach ((string group, ConfigNode sources) in lists.Members)
            {
                List<string> known = names.TryGetValue(group, out List<string>? found) ? found : names[group] = [];
                foreach (string source in sources.Texts)
                {
                    if (source.Contains('\n', StringComparison.Ordinal))
                    {
                        ReadInline(group, kind, source);
                    }
                    else if (draft.AddList($"{group}: {source.Split('/', '?').LastOrDefault(part => part.Length > 0)}", source, kind) is { } name)
                    {
                        known.Add(name);
                    }
                }
            }
        }

        return names;
    }

    private void ReadInline(string group, ListKind kind, string lines)
    {
        foreach (string line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            draft.AddRule(kind is ListKind.Allow ? $"@@{line}" : line);
        }

        draft.Leave($"the limit of lines written in place to lists '{group}'", "their rules hold for everybody");
    }

    private void ReadGroups(Dictionary<string, List<string>> names)
    {
        foreach ((string client, ConfigNode used) in _blocking["clientGroupsBlock"].Members)
        {
            string[] lists = [.. used.Texts.Where(names.ContainsKey).SelectMany(group => names[group]).Distinct(StringComparer.OrdinalIgnoreCase)];
            GroupOptions known = draft.GroupOf(ImportDraft.PlainName(client));
            draft.SetGroup(new GroupOptions { Name = known.Name, Lists = lists, Upstreams = known.Upstreams });
            if (client != DefaultGroup)
            {
                ReadDevice(client);
            }
        }
    }

    private void ReadDevice(string client)
    {
        if (client.Contains('*', StringComparison.Ordinal) || client.Contains('?', StringComparison.Ordinal))
        {
            draft.Leave($"devices of group {client}", "a pattern of names stands for no address; add the devices to the group");
            return;
        }

        ConfigNode addresses = root["clientLookup"]["clients"][client];
        draft.AddDevice(client, addresses.Exists ? addresses.Texts : [client], ImportDraft.PlainName(client));
    }
}
