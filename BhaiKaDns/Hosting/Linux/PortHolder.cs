using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BhaiKaDns.Hosting.Linux;

/// <summary>Finds which process holds a port, from <c>/proc</c>. Another user's process stays unknown unless we are root.</summary>
internal static class PortHolder
{
    private const string ListeningState = "0A";

    /// <summary>Name and number such as <c>dnsmasq (process 412)</c>, or null if it cannot be known.</summary>
    public static string? Find(ProtocolType protocol, IPEndPoint endPoint)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            string table = protocol is ProtocolType.Udp ? "udp" : "tcp";
            HashSet<string> sockets = [.. Sockets($"/proc/net/{table}", protocol, endPoint), .. Sockets($"/proc/net/{table}6", protocol, endPoint)];
            return sockets.Count == 0 ? null : Owner(sockets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Columns: number, local address:port in hexadecimal, remote, state, queues, timer, retransmits, user, timeout, inode.
    private static IEnumerable<string> Sockets(string path, ProtocolType protocol, IPEndPoint endPoint)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9
                && (protocol is ProtocolType.Udp || columns[3] == ListeningState)
                && TryReadLocal(columns[1], out IPAddress address, out int port)
                && port == endPoint.Port
                && Overlap(address, endPoint.Address))
            {
                yield return $"socket:[{columns[9]}]";
            }
        }
    }

    // The kernel prints each 32-bit word of the address in the machine's order, the port as a number.
    private static bool TryReadLocal(string column, out IPAddress address, out int port)
    {
        address = IPAddress.None;
        int colon = column.IndexOf(':', StringComparison.Ordinal);
        if (!int.TryParse(column.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out port))
        {
            return false;
        }

        byte[] octets = Convert.FromHexString(column.AsSpan(0, colon));
        for (int word = 0; BitConverter.IsLittleEndian && word < octets.Length; word += sizeof(uint))
        {
            octets.AsSpan(word, sizeof(uint)).Reverse();
        }

        address = new IPAddress(octets);
        return true;
    }

    private static bool Overlap(IPAddress held, IPAddress wanted) =>
        held.Equals(wanted) || IsAny(held) || IsAny(wanted) || (held.IsIPv4MappedToIPv6 && held.MapToIPv4().Equals(wanted));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string? Owner(HashSet<string> sockets)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            if (Holds(process, sockets))
            {
                return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
            }
        }

        return null;
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
            return false;
        }
    }
}
