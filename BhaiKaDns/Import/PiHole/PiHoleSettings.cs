using System.Globalization;
using System.Net;

namespace BhaiKaDns.Import.PiHole;

/// <summary>Reads <c>pihole.toml</c> (version 6).</summary>
internal sealed class PiHoleSettings(ConfigNode root, ImportDraft draft)
{
    private readonly ConfigNode _dns = root["dns"];

    public static bool IsRecognised(ConfigNode root) => root["dns"]["upstreams"].Exists || root["dns"]["hosts"].Exists || root["dns"]["blocking"].Exists;

    public void Read()
    {
        draft.SetUpstreams("Resolver:Upstreams", _dns["upstreams"].Texts.Select(Upstream));
        foreach (string line in _dns["revServers"].Texts)
        {
            ReadReverseServer(line);
        }

        HostsReader.Read(string.Join('\n', _dns["hosts"].Texts), "", draft);
        foreach (string line in _dns["cnameRecords"].Texts)
        {
            AddCname(line, draft);
        }

        if (_dns["port"].Number is > 0 and <= 65_535 and { } port)
        {
            string number = port.ToString(CultureInfo.InvariantCulture);
            draft.Set("Dns:Listen", new[] { $"0.0.0.0:{number}", $"[::]:{number}" });
        }

        ReadBlocking();
        ReadCacheAndLog();
        foreach (string line in root["dhcp"]["hosts"].Texts)
        {
            string[] parts = line.Split(',', StringSplitOptions.TrimEntries);
            string[] addresses = [.. parts.Where(part => IPAddress.TryParse(part, out _) || part.Split(':').Length == 6)];
            draft.AddDevice(parts.FirstOrDefault(part => !addresses.Contains(part) && ImportDraft.IsName(part)) ?? addresses.FirstOrDefault() ?? "", addresses);
        }

        if (root["dhcp"]["active"].Flag is true)
        {
            draft.Leave("dhcp", "this program gives no addresses; leave that to the router");
        }

        if (root["webserver"]["api"]["pwhash"].Text is { Length: > 0 })
        {
            draft.Leave("webserver.api.pwhash", "passwords are not taken over; set one here");
        }
    }

    /// <summary>Takes a line <c>alias[,alias],target[,ttl]</c>.</summary>
    public static void AddCname(string line, ImportDraft draft)
    {
        string[] parts = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] names = parts.Length > 2 && long.TryParse(parts[^1], out _) ? parts[..^1] : parts;
        foreach (string alias in names.Length > 1 ? names[..^1] : [])
        {
            draft.AddRecord(alias, "CNAME", names[^1]);
        }
    }

    /// <summary>Their <c>127.0.0.1#5335</c> is our <c>127.0.0.1:5335</c>.</summary>
    public static string Upstream(string text)
    {
        string[] parts = text.Split('#');
        return parts.Length < 2 ? text : parts[0].Contains(':', StringComparison.Ordinal) ? $"[{parts[0].Trim('[', ']')}]:{parts[1]}" : $"{parts[0]}:{parts[1]}";
    }

    // "true,192.168.0.0/24,192.168.0.1,lan": on, network, server, domain.
    private void ReadReverseServer(string line)
    {
        string[] parts = line.Split(',', StringSplitOptions.TrimEntries);
        if (parts is not ["true", _, _, ..])
        {
            draft.Leave($"dns.revServers {line}", "it was switched off");
            return;
        }

        if (parts.Length > 3 && parts[3].Length > 0)
        {
            draft.AddConditional(parts[3], [Upstream(parts[2])]);
        }

        if (ReverseZone(parts[1]) is { } zone)
        {
            draft.AddConditional(zone, [Upstream(parts[2])]);
        }
    }

    private static string? ReverseZone(string network)
    {
        string[] parts = network.Split('/');
        return parts.Length == 2 && IPAddress.TryParse(parts[0], out IPAddress? address) && address.GetAddressBytes() is { Length: 4 } octets && parts[1] is "8" or "16" or "24"
            ? string.Join('.', IPAddress.Parse(parts[0]).GetAddressBytes().Take(int.Parse(parts[1], CultureInfo.InvariantCulture) / 8).Reverse()) + ".in-addr.arpa"
            : null;
    }

    private void ReadBlocking()
    {
        if (_dns["blocking"]["active"].Flag is false)
        {
            draft.Set("Filtering:Enabled", false);
        }

        string? mode = _dns["blocking"]["mode"].Text switch
        {
            "NULL" => "NullAddress",
            "NX" => "NxDomain",
            "NODATA" => "NoData",
            _ => null,
        };
        if (mode is not null)
        {
            draft.Set("Dns:BlockingMode", mode);
        }
        else if (_dns["blocking"]["mode"].Text is { } other)
        {
            draft.Leave($"dns.blocking.mode = {other}", "write Dns:BlockingMode Custom and Dns:CustomAddresses with your own address");
        }

        if (_dns["blockTTL"].Number is >= 0 and { } ttl)
        {
            draft.Set("Dns:BlockedTtl", TimeSpan.FromSeconds(Math.Min(ttl, 86_400)), TimeSpan.Zero, TimeSpan.FromDays(1));
        }
    }

    private void ReadCacheAndLog()
    {
        if (_dns["cache"]["size"].Number is > 0 and { } size)
        {
            draft.Set("Cache:Capacity", size, 10_000, 1_000_000);
        }

        if (_dns["cache"]["optimizer"].Number is 0)
        {
            draft.Set("Cache:ServeStaleFor", "00:00:00");
        }

        string? privacy = root["misc"]["privacylevel"].Number switch { 1 => "NoDomains", 2 => "NoClients", 3 => "CountsOnly", _ => null };
        if (privacy is not null)
        {
            draft.Set("QueryLog:Privacy", privacy);
        }

        if (root["database"]["maxDBdays"].Number is > 0 and { } days)
        {
            draft.Set("QueryLog:Retention", TimeSpan.FromDays(Math.Min(days, 365)), TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        }

        if (_dns["rateLimit"]["count"].Number is > 0)
        {
            draft.Leave("dns.rateLimit", "limits work otherwise here: see section Admission");
        }
    }
}
