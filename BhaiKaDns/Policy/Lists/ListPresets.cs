using System.Diagnostics.CodeAnalysis;

namespace BhaiKaDns.Policy.Lists;

/// <summary>The lists that are offered by name, and which of them make a level.</summary>
internal static class ListPresets
{
    /// <summary>Of a list's source.</summary>
    public const string Prefix = "preset:";

    private const string Registry = "https://adguardteam.github.io/HostlistsRegistry/assets/";
    private const string Hagezi = "https://cdn.jsdelivr.net/gh/hagezi/dns-blocklists@latest/";
    private const string HageziThreats = "https://raw.githubusercontent.com/hagezi/dns-blocklists/main/wildcard/";
    private const string Project = "https://raw.githubusercontent.com/blocklistproject/Lists/master/";

    public static IReadOnlyList<ListPreset> All { get; } =
    [
        Block("stevenblack", "StevenBlack unified", "https://raw.githubusercontent.com/StevenBlack/hosts/master/hosts", "MIT", "advertising"),
        Block("adguard-dns", "AdGuard DNS filter", Registry + "filter_1.txt", "GPL-3.0", "advertising"),
        Block("oisd-small", "OISD small", "https://small.oisd.nl/domainswild2", "", "advertising"),
        Block("oisd-big", "OISD big", "https://big.oisd.nl/domainswild2", "", "advertising"),
        Block("oisd-nsfw", "OISD NSFW", "https://nsfw.oisd.nl/domainswild2", "", "adult"),
        Block("hagezi-light", "HaGeZi light", Hagezi + "wildcard/light-onlydomains.txt", "", "advertising"),
        Block("hagezi-multi", "HaGeZi multi", Hagezi + "wildcard/multi-onlydomains.txt", "", "advertising"),
        Block("hagezi-pro", "HaGeZi pro", Hagezi + "wildcard/pro-onlydomains.txt", "", "advertising"),
        Block("hagezi-pro-plus", "HaGeZi pro++", Hagezi + "wildcard/pro.plus-onlydomains.txt", "", "advertising"),
        Block("hagezi-ultimate", "HaGeZi ultimate", Hagezi + "wildcard/ultimate-onlydomains.txt", "", "advertising"),
        Block("peter-lowe", "Peter Lowe", "https://pgl.yoyo.org/adservers/serverlist.php?hostformat=hosts&showintro=1&mimetype=plaintext", "McRae GPL", "advertising"),
        Block("adaway", "AdAway", "https://adaway.org/hosts.txt", "CC BY 3.0", "advertising"),
        Threat("hagezi-threat-mini", "HaGeZi threat feeds, mini", HageziThreats + "tif.mini-onlydomains.txt", "", "threats"),
        Threat("hagezi-threat-medium", "HaGeZi threat feeds, medium", HageziThreats + "tif.medium-onlydomains.txt", "", "threats"),
        Threat("hagezi-threat", "HaGeZi threat feeds (needs 1 GB of memory)", HageziThreats + "tif-onlydomains.txt", "", "threats"),
        Threat("urlhaus-filter", "urlhaus-filter", "https://malware-filter.gitlab.io/malware-filter/urlhaus-filter-domains-online.txt", "CC0", "malware"),
        Threat("phishing-filter", "phishing-filter", "https://malware-filter.gitlab.io/malware-filter/phishing-filter.txt", "CC BY-SA 4.0", "phishing"),
        Threat("phishing-army", "Phishing Army", "https://phishing.army/download/phishing_army_blocklist.txt", "CC BY-NC 4.0", "phishing") with { IsNonCommercial = true },
        Threat("blp-ransomware", "Block List Project: ransomware", Project + "ransomware.txt", "Unlicense", "malware"),
        Threat("blp-malware", "Block List Project: malware", Project + "malware.txt", "Unlicense", "malware"),
        Threat("blp-phishing", "Block List Project: phishing", Project + "phishing.txt", "Unlicense", "phishing"),
        Threat("blp-scam", "Block List Project: scam", Project + "scam.txt", "Unlicense", "scam"),
        Threat("durablenapkin-scam", "durablenapkin scam list", "https://raw.githubusercontent.com/durablenapkin/scamblocklist/master/hosts.txt", "MIT", "scam"),
        Threat("jarelllama-scam", "Jarelllama scam list", "https://raw.githubusercontent.com/jarelllama/Scam-Blocklist/main/lists/adblock/scams.txt", "GPL-3.0", "scam"),
        Block("blp-crypto", "Block List Project: crypto", Project + "crypto.txt", "Unlicense", "cryptomining"),
        Block("nocoin", "NoCoin", "https://raw.githubusercontent.com/hoshsadiq/adblock-nocoin-list/master/hosts.txt", "MIT", "cryptomining"),
        Block("blp-porn", "Block List Project: porn", Project + "porn.txt", "Unlicense", "adult"),
        Block("blp-gambling", "Block List Project: gambling", Project + "gambling.txt", "Unlicense", "gambling"),
        Block("smart-tv", "Smart-TV telemetry", Registry + "filter_7.txt", "", "devices"),
        Block("samsung", "Samsung telemetry", Registry + "filter_61.txt", "", "devices"),
        Block("xiaomi", "Xiaomi telemetry", Registry + "filter_60.txt", "", "devices"),
        Block("windows", "Windows telemetry", Registry + "filter_63.txt", "", "devices"),
        Block("bypass", "Encrypted DNS, VPN and Tor", Registry + "filter_52.txt", "", "bypass"),
        Block("dynamic-dns", "Dynamic DNS", Registry + "filter_54.txt", "", "bypass"),
        Block("abused-tlds", "Abused top-level domains", Registry + "filter_56.txt", "", "bypass"),
        Block("url-shorteners", "URL shorteners", Registry + "filter_68.txt", "", "bypass"),
        Block("hagezi-new-7", "HaGeZi newly registered, 7 days", Hagezi + "domains/nrd7.txt", "", "new names") with { IsSignal = true },
    ];

    /// <summary>The lists of a level, those that are only signals included.</summary>
    public static IReadOnlyList<ListPreset> Of(ListLevel level)
    {
        string[] ids = level switch
        {
            ListLevel.Light => ["stevenblack"],
            ListLevel.Balanced => ["adguard-dns", "hagezi-threat-mini", "urlhaus-filter"],
            ListLevel.Strict => ["hagezi-pro", "hagezi-threat-medium", "phishing-filter", "hagezi-new-7"],
            _ => ["adguard-dns", "hagezi-threat-mini", "urlhaus-filter", "oisd-nsfw", "blp-gambling"],
        };
        return [.. ids.Select(id => All.Single(preset => preset.Id == id))];
    }

    /// <summary>Levels that a preset belongs to.</summary>
    public static IEnumerable<ListLevel> LevelsOf(ListPreset preset) => Enum.GetValues<ListLevel>().Where(level => Of(level).Contains(preset));

    /// <summary>Reads a source such as <c>preset:stevenblack</c>; on failure <paramref name="problem"/> is a sentence.</summary>
    public static bool TryFind(string source, [NotNullWhen(true)] out ListPreset? preset, out string? problem)
    {
        preset = null;
        problem = $"'{source}' is not a preset.";
        if (!source.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string id = source[Prefix.Length..];
        preset = All.FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.OrdinalIgnoreCase));
        problem = preset switch
        {
            null => $"There is no preset '{id}'; 'bhaikadns lists presets' shows them.",
            { IsSignal: true } => $"The preset '{id}' is a signal and too broad to block by.",
            _ => null,
        };
        return preset is { IsSignal: false };
    }

    private static ListPreset Block(string id, string name, string url, string licence, string category) =>
        new(id, name, url, licence, ListKind.Block, category);

    private static ListPreset Threat(string id, string name, string url, string licence, string category) =>
        new(id, name, url, licence, ListKind.Threat, category);
}
