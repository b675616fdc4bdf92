namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>Reads resolv.conf(5), also as systemd-resolved and NetworkManager write it.</summary>
internal static class ResolvConf
{
    public static NetworkHints Parse(string text)
    {
        NetworkHints hints = new();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            string[] words = raw.ToString().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0][0] is '#' or ';')
            {
                continue;
            }

            switch (words[0])
            {
                case "nameserver":
                    hints.AddResolver(words[1]);
                    break;
                case "search" or "domain":
                    foreach (string domain in words.Skip(1))
                    {
                        hints.AddDomain(domain);
                    }

                    break;
                default:
                    break;
            }
        }

        return hints;
    }
}
