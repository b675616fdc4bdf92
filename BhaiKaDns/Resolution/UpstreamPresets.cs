namespace BhaiKaDns.Resolution;

/// <summary>Public resolvers that are offered by name, with what their operators say of them.</summary>
internal static class UpstreamPresets
{
    public static readonly IReadOnlyList<UpstreamPreset> All =
    [
        new("quad9", "Quad9", ["9.9.9.9", "149.112.112.112"], "Blocks names known for malware and phishing; checks signatures."),
        new("quad9-plain", "Quad9, unfiltered", ["9.9.9.10", "149.112.112.10"], "Filters nothing."),
        new("cloudflare", "Cloudflare", ["1.1.1.1", "1.0.0.1"], "Filters nothing; checks signatures."),
        new("cloudflare-security", "Cloudflare, without malware", ["1.1.1.2", "1.0.0.2"], "Blocks names known for malware."),
        new("cloudflare-family", "Cloudflare, for families", ["1.1.1.3", "1.0.0.3"], "Blocks names known for malware, and adult content."),
        new("google", "Google", ["8.8.8.8", "8.8.4.4"], "Filters nothing; checks signatures."),
        new("adguard", "AdGuard DNS", ["94.140.14.14", "94.140.15.15"], "Blocks advertising and trackers."),
        new("adguard-family", "AdGuard DNS, for families", ["94.140.14.15", "94.140.15.16"], "Blocks advertising, trackers and adult content, and switches safe search on."),
        new("adguard-plain", "AdGuard DNS, unfiltered", ["94.140.14.140", "94.140.14.141"], "Filters nothing."),
        new("opendns", "OpenDNS", ["208.67.222.222", "208.67.220.220"], "Blocks names known for phishing."),
        new("opendns-family", "OpenDNS FamilyShield", ["208.67.222.123", "208.67.220.123"], "Blocks adult content."),
        new("cleanbrowsing-family", "CleanBrowsing, family", ["185.228.168.168", "185.228.169.168"], "Blocks adult content and ways around it, and switches safe search on."),
        new("cleanbrowsing-security", "CleanBrowsing, security", ["185.228.168.9", "185.228.169.9"], "Blocks names known for malware and phishing."),
    ];
}

/// <param name="Filters">One sentence: what it holds back.</param>
internal sealed record UpstreamPreset(string Id, string Name, IReadOnlyList<string> Addresses, string Filters);
