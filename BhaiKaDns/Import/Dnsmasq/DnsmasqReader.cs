using System.Net;

namespace BhaiKaDns.Import.Dnsmasq;

/// <summary>Reads a configuration of dnsmasq: its lines are <c>key=value</c> or a key alone.</summary>
internal sealed class DnsmasqReader(string text, ImportDraft draft)
{
    public const string Product = "dnsmasq";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "server", "local", "address", "host-record", "cname", "txt-record", "mx-host", "srv-host", "ptr-record", "cache-size", "no-resolv", "addn-hosts", "dhcp-host",
        "listen-address", "port", "interface", "bind-interfaces", "domain-needed", "bogus-priv", "domain", "expand-hosts", "stop-dns-rebind", "rebind-domain-ok",
        "rebind-localhost-ok", "min-cache-ttl", "max-cache-ttl", "max-ttl", "neg-ttl", "dhcp-range", "dhcp-option", "conf-file", "conf-dir", "no-hosts", "all-servers",
        "strict-order", "log-queries", "user", "resolv-file", "no-negcache", "local-ttl", "dnssec", "except-interface",
    };

    private readonly List<string> _upstreams = [];
    private readonly List<string> _listen = [];
    private readonly List<string> _rebindable = [];
    private long _port = 53;

    public static bool IsRecognised(string text) => text.Split('\n').Take(1000).Any(line => Known.Contains(KeyOf(line)) && !line.TrimStart().StartsWith('#'));

    public void Read()
    {
        foreach (string line in text.Split('\n'))
        {
            string plain = Uncomment(line);
            if (plain.Length > 0)
            {
                string key = KeyOf(plain);
                int equals = plain.IndexOf('=', StringComparison.Ordinal);
                ReadLine(key, equals < 0 ? "" : plain[(equals + 1)..].Trim());
            }
        }

        draft.SetUpstreams("Resolver:Upstreams", _upstreams);
        if (_listen.Count > 0 || _port != 53)
        {
            draft.Set("Dns:Listen", _listen.DefaultIfEmpty("0.0.0.0").Select(address => new IPEndPoint(IPAddress.Parse(address), (int)Math.Clamp(_port, 1, 65_535)).ToString()).ToArray());
        }

        if (_rebindable.Count > 0)
        {
            draft.Set("Policy:RebindingExceptions", _rebindable.ToArray());
        }
    }

    private static string KeyOf(string line) => line.Split('=')[0].Trim();

    // A mark within a value is part of it; one after a blank begins a comment.
    private static string Uncomment(string line)
    {
        string plain = line.Trim();
        int comment = plain.IndexOf(" #", StringComparison.Ordinal);
        return plain.StartsWith('#') ? "" : comment < 0 ? plain : plain[..comment].TrimEnd();
    }

    private void ReadLine(string key, string value)
    {
        switch (key)
        {
            case "server" or "local":
                ReadServer(value);
                break;
            case "address":
                ReadAddress(value);
                break;
            case "host-record":
                ReadHost(value.Split(',', StringSplitOptions.TrimEntries));
                break;
            case "cname":
                ReadCname(value.Split(',', StringSplitOptions.TrimEntries));
                break;
            case "txt-record" or "mx-host" or "srv-host" or "ptr-record":
                ReadRecord(key, value.Split(',', StringSplitOptions.TrimEntries));
                break;
            case "addn-hosts" when Path.IsPathRooted(value):
                draft.AddHostsFile(value);
                break;
            case "dhcp-host":
                ReadDevice(value.Split(',', StringSplitOptions.TrimEntries));
                break;
            case "listen-address":
                _listen.AddRange(value.Split(',', StringSplitOptions.TrimEntries).Where(address => IPAddress.TryParse(address, out _)));
                break;
            case "port":
                _port = long.TryParse(value, out long port) ? port : _port;
                break;
            case "rebind-domain-ok":
                _rebindable.AddRange(value.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(ImportDraft.IsName));
                break;
            default:
                ReadSimple(key, value);
                break;
        }
    }

    private void ReadSimple(string key, string value)
    {
        long number = long.TryParse(value, out long parsed) ? parsed : -1;
        switch (key)
        {
            case "cache-size" when number > 0:
                draft.Set("Cache:Capacity", number, 1_000, 1_000_000);
                break;
            case "min-cache-ttl" when number >= 0:
                draft.Set("Cache:MinTtl", TimeSpan.FromSeconds(Math.Min(number, 3600)), TimeSpan.Zero, TimeSpan.FromHours(1));
                break;
            case "max-cache-ttl" when number > 0:
                draft.Set("Cache:MaxTtl", TimeSpan.FromSeconds(Math.Min(number, 604_800)), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
                break;
            case "neg-ttl" when number > 0:
                draft.Set("Cache:MaxNegativeTtl", TimeSpan.FromSeconds(Math.Min(number, 10_800)), TimeSpan.FromSeconds(1), TimeSpan.FromHours(3));
                break;
            case "stop-dns-rebind":
                draft.Set("Policy:RebindingProtection", true);
                break;
            case "all-servers":
                draft.Set("Resolver:Strategy", "Parallel");
                break;
            case "strict-order":
                draft.Set("Resolver:Strategy", "Failover");
                break;
            case "no-resolv" or "domain-needed" or "bogus-priv" or "no-hosts" or "bind-interfaces" or "rebind-localhost-ok" or "expand-hosts":
                // What this program does in any case, or has no need of.
                break;
            case "conf-file" or "conf-dir" or "resolv-file":
                draft.Leave($"{key}={value}", "other files are not followed; import each by itself");
                break;
            default:
                draft.Leave(value.Length == 0 ? key : $"{key}={value}", key.StartsWith("dhcp", StringComparison.Ordinal) ? "this program gives no addresses" : "there is no like of it here");
                break;
        }
    }

    private void ReadServer(string value)
    {
        int end = value.LastIndexOf('/');
        if (!value.StartsWith('/') || end < 1)
        {
            _upstreams.Add(Upstream(value));
            return;
        }

        string upstream = value[(end + 1)..];
        foreach (string domain in value[1..end].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (upstream is "")
            {
                draft.Leave($"local domain {domain}", "names below it without a record are asked upstream");
            }
            else if (upstream is not "#")
            {
                draft.AddConditional(domain, [Upstream(upstream)]);
            }
        }
    }

    // "1.2.3.4#5353@eth0" is address, port, and the interface to ask through.
    private static string Upstream(string text)
    {
        string[] parts = text.Split('@')[0].Split('#');
        return parts.Length < 2 ? parts[0] : parts[0].Contains(':', StringComparison.Ordinal) ? $"[{parts[0]}]:{parts[1]}" : $"{parts[0]}:{parts[1]}";
    }

    private void ReadAddress(string value)
    {
        int end = value.LastIndexOf('/');
        string target = end < 1 ? "" : value[(end + 1)..];
        foreach (string domain in end < 1 ? [] : value[1..end].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(target, out IPAddress? address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            {
                draft.AddAddress(domain, address);
                draft.AddAddress($"*.{domain}", address);
            }
            else
            {
                draft.AddDomain($"||{domain}^");
            }
        }
    }

    private void ReadHost(string[] parts)
    {
        foreach (string name in parts.Where(part => !IPAddress.TryParse(part, out _) && !long.TryParse(part, out _)))
        {
            foreach (string address in parts.Where(part => part.Contains('.', StringComparison.Ordinal) || part.Contains(':', StringComparison.Ordinal)))
            {
                if (IPAddress.TryParse(address, out IPAddress? parsed))
                {
                    draft.AddAddress(name, parsed);
                }
            }
        }
    }

    private void ReadCname(string[] parts)
    {
        string[] names = parts.Length > 2 && long.TryParse(parts[^1], out _) ? parts[..^1] : parts;
        foreach (string alias in names.Length > 1 ? names[..^1] : [])
        {
            draft.AddRecord(alias, "CNAME", names[^1]);
        }
    }

    private void ReadRecord(string key, string[] parts)
    {
        string At(int index, string otherwise) => index < parts.Length && parts[index].Length > 0 ? parts[index] : otherwise;
        switch (key)
        {
            case "txt-record":
                draft.AddRecord(parts[0], "TXT", string.Join(' ', parts[1..].Select(part => part.StartsWith('"') ? part : $"\"{part}\"")));
                break;
            case "mx-host":
                draft.AddRecord(parts[0], "MX", $"{At(2, "1")} {At(1, parts[0])}");
                break;
            case "srv-host":
                draft.AddRecord(parts[0], "SRV", $"{At(3, "0")} {At(4, "0")} {At(2, "1")} {At(1, ".")}");
                break;
            default:
                draft.AddRecord(parts[0], "PTR", At(1, ""));
                break;
        }
    }

    private void ReadDevice(string[] parts)
    {
        string[] addresses = [.. parts.Where(part => IPAddress.TryParse(part.Trim('[', ']'), out _) || part.Split(':').Length == 6).Select(part => part.Trim('[', ']'))];
        string name = parts.FirstOrDefault(part => !addresses.Contains(part.Trim('[', ']')) && ImportDraft.IsName(part) && PeerDuration.Parse(part, TimeSpan.FromSeconds(1)) is null && part is not ("infinite" or "ignore")) ?? addresses.FirstOrDefault() ?? "";
        draft.AddDevice(name, addresses);
        foreach (string address in addresses)
        {
            if (IPAddress.TryParse(address, out IPAddress? parsed) && ImportDraft.IsName(name) && !IPAddress.TryParse(name, out _))
            {
                draft.AddAddress(name, parsed);
            }
        }
    }
}
