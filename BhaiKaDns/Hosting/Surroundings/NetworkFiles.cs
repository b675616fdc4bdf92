namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>The files in which a Linux system keeps what the network told it. One that is missing, too long or not ours to read is passed over.</summary>
/// <param name="root">Where the tree of files begins: <c>/</c> except in tests.</param>
internal sealed class NetworkFiles(string root)
{
    private const int MaxFiles = 16;
    private const int MaxOctets = 64 * 1024;

    private static readonly string[] Configurations =
        ["run/systemd/resolve/resolv.conf", "run/NetworkManager/no-stub-resolv.conf", "run/NetworkManager/resolv.conf", "etc/resolv.conf"];

    private static readonly (string Folder, string Pattern, Func<byte[], NetworkHints> Parse)[] LeaseFolders =
    [
        ("run/systemd/netif/leases", "*", octets => KeyValueLease.Parse(ToText(octets))),
        ("var/lib/NetworkManager", "internal-*.lease", octets => KeyValueLease.Parse(ToText(octets))),
        ("var/lib/NetworkManager", "dhclient*.lease", octets => DhclientLease.Parse(ToText(octets))),
        ("var/lib/dhcp", "dhclient*.leases", octets => DhclientLease.Parse(ToText(octets))),
        ("var/lib/dhclient", "*.leases", octets => DhclientLease.Parse(ToText(octets))),
        ("var/lib/dhcpcd", "*.lease", octets => DhcpMessage.Parse(octets)),
        ("var/lib/dhcpcd5", "*.lease", octets => DhcpMessage.Parse(octets)),
    ];

    public IReadOnlyList<NetworkHints> ReadLeases() =>
    [
        .. LeaseFolders
            .SelectMany(place => FilesOf(place.Folder, place.Pattern).Select(file => (file, place.Parse)))
            .Take(MaxFiles)
            .Select(found => (Octets: Read(found.file), found.Parse))
            .Where(found => found.Octets.Length > 0)
            .Select(found => found.Parse(found.Octets)),
    ];

    public IReadOnlyList<NetworkHints> ReadConfigurations() =>
        [.. Configurations.Select(file => Read(Path.Combine(root, file))).Where(octets => octets.Length > 0).Select(octets => ResolvConf.Parse(ToText(octets)))];

    public IReadOnlyList<System.Net.IPAddress> ReadPassingAddresses() => PassingAddresses.Parse(ToText(Read(Path.Combine(root, "proc/net/if_inet6"))));

    private static string ToText(byte[] octets) => System.Text.Encoding.UTF8.GetString(octets);

    private static byte[] Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // Files of the kernel say that they are empty, so the length is not asked for.
            byte[] octets = new byte[MaxOctets + 1];
            int length = file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            return length > MaxOctets ? [] : octets[..length];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string[] FilesOf(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(root, folder), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
