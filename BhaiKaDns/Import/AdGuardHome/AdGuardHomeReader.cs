using System.Net;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Import.AdGuardHome;

/// <summary>Reads <c>AdGuardHome.yaml</c>. Keys moved between its schema versions, so each is looked for wherever it once stood.</summary>
internal sealed class AdGuardHomeReader(ConfigNode root, ImportDraft draft)
{
    public const string Product = "AdGuard Home";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConfigNode _dns = root["dns"];
    private readonly ConfigNode _filtering = root["filtering"];

    public static bool IsRecognised(ConfigNode root) =>
        root["dns"]["upstream_dns"].Exists || (root["schema_version"].Exists && root["dns"].Exists) || root["user_rules"].Exists;

    public void Read()
    {
        ReadListeners();
        ReadUpstreams();
        ReadCache();
        ReadBlocking();
        ReadLists();
        foreach (string rule in root["user_rules"].Texts)
        {
            draft.AddRule(rule);
        }

        ReadRewrites();
        new AdGuardHomeClients(root, draft).Read();
        ReadLog();
        LeaveTheRest();
    }

    // What moved out of "dns" in schema version 22 and later stands under "filtering".
    private ConfigNode Moved(string key) => _filtering[key] is { Exists: true } found ? found : _dns[key];

    private void ReadListeners()
    {
        string[] hosts = [.. _dns.First("bind_hosts", "bind_host").Texts.Where(host => IPAddress.TryParse(host, out _))];
        if (hosts.Length > 0)
        {
            draft.Set("Dns:Listen", hosts.Select(host => new IPEndPoint(IPAddress.Parse(host), (int)Math.Clamp(_dns["port"].Number ?? 53, 1, 65_535)).ToString()).ToArray());
        }

        string[] allowed = [.. _dns["allowed_clients"].Texts];
        string[] networks = [.. allowed.Where(Hosting.AllowedNetworks.IsKnown)];
        if (networks.Length > 0)
        {
            draft.Set("Dns:AllowedNetworks", networks);
        }

        foreach (string other in allowed.Except(networks))
        {
            draft.Leave($"allowed client {other}", "only networks can be allowed");
        }

        foreach (string client in _dns["disallowed_clients"].Texts)
        {
            draft.Leave($"disallowed client {client}", "clients are allowed, not forbidden: see Dns:AllowedNetworks");
        }
    }

    private void ReadUpstreams()
    {
        List<string> plain = [];
        foreach (string line in _dns["upstream_dns"].Texts.Where(line => !line.StartsWith('#')))
        {
            int end = line.IndexOf("/]", StringComparison.Ordinal);
            if (!line.StartsWith("[/", StringComparison.Ordinal) || end < 0)
            {
                plain.Add(line);
                continue;
            }

            // "#" stands for the general upstreams, which is what a domain without an entry has anyway.
            string[] upstreams = line[(end + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (string domain in line[2..end].Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                draft.AddConditional(domain, upstreams.Where(upstream => upstream != "#"));
            }
        }

        draft.SetUpstreams("Resolver:Upstreams", plain);
        draft.SetUpstreams("Resolver:Fallback", _dns["fallback_dns"].Texts);
        if (_dns["bootstrap_dns"].Exists)
        {
            draft.SetUpstreams("Resolver:Bootstrap", _dns["bootstrap_dns"].Texts);
        }

        string? strategy = _dns["upstream_mode"].Text switch
        {
            "load_balance" => "Balance",
            "parallel" => "Parallel",
            "fastest_addr" => "Fastest",
            _ => _dns["all_servers"].Flag is true ? "Parallel" : null,
        };
        if (strategy is not null)
        {
            draft.Set("Resolver:Strategy", strategy);
        }

        if (PeerDuration.Parse(_dns["upstream_timeout"].Text, Second) is { } timeout)
        {
            draft.Set("Resolver:Timeout", timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        }

        if (_dns["local_ptr_upstreams"].Exists)
        {
            draft.Leave("dns.local_ptr_upstreams", "write Resolver:Conditional for the reverse zone of your network");
        }
    }

    private void ReadCache()
    {
        // Theirs is in octets; an answer takes about 384.
        if (_dns["cache_size"].Number is > 0 and { } size)
        {
            draft.Set("Cache:Capacity", size / 384, 10_000, 1_000_000);
        }

        if (_dns["cache_ttl_min"].Number is > 0 and { } min)
        {
            draft.Set("Cache:MinTtl", TimeSpan.FromSeconds(Math.Min(min, 3600)), TimeSpan.Zero, TimeSpan.FromHours(1));
        }

        if (_dns["cache_ttl_max"].Number is > 0 and { } max)
        {
            draft.Set("Cache:MaxTtl", TimeSpan.FromSeconds(Math.Min(max, 604_800)), Second, TimeSpan.FromDays(7));
        }

        if (_dns["cache_optimistic"].Flag is false)
        {
            draft.Set("Cache:ServeStaleFor", "00:00:00");
        }
    }

    private void ReadBlocking()
    {
        string mode = Moved("blocking_mode").Text ?? "";
        if (mode is "custom_ip")
        {
            string[] addresses = [.. new[] { Moved("blocking_ipv4").Text, Moved("blocking_ipv6").Text }.OfType<string>().Where(text => IPAddress.TryParse(text, out _))];
            if (addresses.Length > 0)
            {
                draft.Set("Dns:BlockingMode", "Custom");
                draft.Set("Dns:CustomAddresses", addresses);
            }
        }
        else if (mode.Length > 0)
        {
            draft.Set("Dns:BlockingMode", mode switch { "nxdomain" => "NxDomain", "refused" => "Refused", _ => "NullAddress" });
        }

        if (Moved("blocked_response_ttl").Number is { } ttl)
        {
            draft.Set("Dns:BlockedTtl", TimeSpan.FromSeconds(Math.Clamp(ttl, 0, 86_400)), TimeSpan.Zero, TimeSpan.FromDays(1));
        }

        if (Moved("protection_enabled").Flag is false || Moved("filtering_enabled").Flag is false)
        {
            draft.Set("Filtering:Enabled", false);
        }

        if (Moved("filters_update_interval").Number is > 0 and { } hours)
        {
            draft.Set("Filtering:UpdateInterval", TimeSpan.FromHours(Math.Min(hours, 1440)), Second, TimeSpan.FromDays(60));
        }
    }

    private void ReadLists()
    {
        foreach ((string key, ListKind kind) in new[] { ("filters", ListKind.Block), ("whitelist_filters", ListKind.Allow) })
        {
            foreach (ConfigNode list in root[key].Items)
            {
                draft.AddList(list["name"].Text ?? "", list["url"].Text ?? "", kind, list["enabled"].Flag ?? true);
            }
        }
    }

    private void ReadRewrites()
    {
        foreach (ConfigNode rewrite in Moved("rewrites").Items)
        {
            string domain = rewrite["domain"].Text ?? "";
            string answer = rewrite["answer"].Text ?? "";
            if (rewrite["enabled"].Flag is false)
            {
                draft.Leave($"rewrite {domain}", "it was switched off");
            }
            else if (IPAddress.TryParse(answer, out IPAddress? address))
            {
                draft.AddAddress(domain, address);
            }
            else if (answer is "A" or "AAAA" || answer == domain)
            {
                draft.Leave($"rewrite {domain} to {answer}", "it is an exception from another rewrite, and records have none");
            }
            else
            {
                draft.AddRecord(domain, "CNAME", answer);
            }
        }
    }

    private void ReadLog()
    {
        ConfigNode log = root["querylog"];
        if ((log["enabled"].Flag ?? _dns["querylog_enabled"].Flag) is { } isEnabled)
        {
            draft.Set("QueryLog:Enabled", isEnabled);
        }

        if (PeerDuration.Parse(log["interval"].Text ?? _dns["querylog_interval"].Text, TimeSpan.FromDays(1)) is { } retention && retention > TimeSpan.Zero)
        {
            draft.Set("QueryLog:Retention", retention, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        }

        if (_dns["anonymize_client_ip"].Flag is true)
        {
            draft.Set("QueryLog:Privacy", "NoClients");
        }
    }

    private void LeaveTheRest()
    {
        if (root["users"].Items.Count > 0)
        {
            draft.Leave("users", "passwords are not taken over; set one here");
        }

        if (root["tls"]["enabled"].Flag is true)
        {
            draft.Leave("tls", "certificates and encrypted listeners are set up here");
        }

        if (root["dhcp"]["enabled"].Flag is true)
        {
            draft.Leave("dhcp", "this program gives no addresses; leave that to the router");
        }

        if (_dns["ratelimit"].Number is > 0)
        {
            draft.Leave("dns.ratelimit", "limits work otherwise here: see section Admission");
        }

        if (_dns["use_dns64"].Flag is true)
        {
            draft.Set("Policy:Dns64Prefixes", _dns["dns64_prefixes"].Texts.DefaultIfEmpty("64:ff9b::/96").ToArray());
        }

        if (Moved("parental_enabled").Flag is true || Moved("safebrowsing_enabled").Flag is true)
        {
            draft.Leave("parental control and safe browsing", "both ask a server of that product; lists do it here: preset:oisd-nsfw, preset:hagezi-threat-mini");
        }
    }
}
