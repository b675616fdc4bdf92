using System.Net;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Import;

/// <summary>Reads a hosts file: names with an address become records, names with a null address are blocked.</summary>
internal static class HostsReader
{
    public const string Product = "hosts file";

    /// <summary>Beyond this many blocked names the file is a block list and is used as one, where it lies.</summary>
    private const int MostBlockedNames = 1000;

    private static readonly string[] OwnNames = ["localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts", "0.0.0.0"];

    public static bool IsRecognised(string text) => text.Split('\n').Take(200).Any(line => TryRead(line, out _, out _));

    /// <param name="path">Where the file lies; empty if it came out of an archive.</param>
    public static void Read(string text, string path, ImportDraft draft)
    {
        List<string> blocked = [];
        int others = 0;
        foreach (string line in text.Split('\n'))
        {
            if (!TryRead(line, out IPAddress? address, out string[] names))
            {
                others += line.AsSpan().Trim() is [not '#', ..] ? 1 : 0;
                continue;
            }

            foreach (string name in names.Where(name => !OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address))
                {
                    blocked.Add(name);
                }
                else
                {
                    draft.AddAddress(name, address);
                }
            }
        }

        if (blocked.Count > MostBlockedNames && path.Length > 0)
        {
            draft.AddList(Path.GetFileName(path), path, ListKind.Block);
        }
        else
        {
            blocked.ForEach(name => draft.AddDomain($"0.0.0.0 {name}"));
        }

        if (others > 0)
        {
            draft.Leave($"{others} lines", "they are no lines of a hosts file");
        }
    }

    private static bool TryRead(string line, out IPAddress address, out string[] names)
    {
        string[] words = line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        names = words.Length > 1 ? words[1..] : [];
        address = IPAddress.None;
        string first = words.Length > 1 ? words[0].Split('%')[0] : "";
        if (!(first.Contains(':', StringComparison.Ordinal) || first.Count(letter => letter == '.') == 3) || !IPAddress.TryParse(first, out IPAddress? parsed))
        {
            return false;
        }

        address = parsed;
        return true;
    }
}
