namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>Reads leases as systemd-networkd and NetworkManager keep them: a line for each key.</summary>
internal static class KeyValueLease
{
    public static NetworkHints Parse(string text)
    {
        NetworkHints hints = new();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int equals = line.IndexOf('=');
            if (equals <= 0 || line[0] == '#')
            {
                continue;
            }

            string[] values = line[(equals + 1)..].ToString().Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
            switch (line[..equals])
            {
                case "ADDRESS" when values.Length > 0:
                    hints.SetLeased(values[0]);
                    break;
                case "DNS":
                    Array.ForEach(values, value => hints.AddResolver(value));
                    break;
                case "DOMAINNAME" or "DOMAIN_SEARCH_LIST":
                    Array.ForEach(values, value => hints.AddDomain(value));
                    break;
                default:
                    break;
            }
        }

        return hints;
    }
}
