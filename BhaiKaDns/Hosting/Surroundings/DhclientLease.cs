namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>Reads dhclient.leases(5). New leases are written behind old ones; only the last counts.</summary>
internal static class DhclientLease
{
    public static NetworkHints Parse(string text)
    {
        NetworkHints hints = new();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.StartsWith("lease") && line.EndsWith("{"))
            {
                hints = new NetworkHints();
            }
            else if (TryTake(line, "fixed-address ", out string[] address))
            {
                hints.SetLeased(address[0]);
            }
            else if (TryTake(line, "option domain-name-servers ", out string[] servers) || TryTake(line, "option dhcp6.name-servers ", out servers))
            {
                Array.ForEach(servers, server => hints.AddResolver(server));
            }
            else if (TryTake(line, "option domain-name ", out string[] domains) || TryTake(line, "option domain-search ", out domains) || TryTake(line, "option dhcp6.domain-search ", out domains))
            {
                Array.ForEach(domains, domain => hints.AddDomain(domain));
            }
        }

        return hints;
    }

    private static bool TryTake(ReadOnlySpan<char> line, string key, out string[] values)
    {
        values = line.StartsWith(key, StringComparison.Ordinal)
            ? [.. line[key.Length..].TrimEnd(';').ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => value.Trim(' ', '"')).Where(value => value.Length > 0)]
            : [];
        return values.Length > 0;
    }
}
