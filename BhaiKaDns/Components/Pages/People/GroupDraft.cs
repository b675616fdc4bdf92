using System.Globalization;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>A group while somebody fills in its form: whatever was typed stays, however wrong.</summary>
internal sealed class GroupDraft
{
    private const int MaxTtlSeconds = 86_400;

    public string Name { get; set; } = "";

    public bool AllLists { get; set; } = true;

    public HashSet<string> Lists { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public string Rules { get; set; } = "";

    public HashSet<string> BlockedServices { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public string BlockedSuffixes { get; set; } = "";

    public bool AllEngines { get; set; }

    public HashSet<string> SafeSearch { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public YouTubeMode YouTube { get; set; }

    /// <summary>Null follows the home.</summary>
    public BlockingMode? BlockingMode { get; set; }

    public string CustomAddresses { get; set; } = "";

    /// <summary>Empty follows the home.</summary>
    public string BlockedTtlSeconds { get; set; } = "";

    public List<ReasonModeDraft> ReasonModes { get; private init; } = [];

    /// <summary>Null follows the home.</summary>
    public bool? RebindingProtection { get; set; }

    public bool FirefoxCanary { get; set; } = true;

    public bool BlockPrivateRelay { get; set; }

    public bool AnswerDesignatedResolvers { get; set; } = true;

    public string Upstreams { get; set; } = "";

    /// <summary>Null follows the home.</summary>
    public PrivacyLevel? Privacy { get; set; }

    public static GroupDraft Of(GroupOptions group) => new()
    {
        Name = group.Name,
        AllLists = group.Lists.Contains(GroupOptions.All),
        Lists = new HashSet<string>(group.Lists.Where(name => name != GroupOptions.All), StringComparer.OrdinalIgnoreCase),
        Rules = string.Join('\n', group.Rules),
        BlockedServices = new HashSet<string>(group.BlockedServices, StringComparer.OrdinalIgnoreCase),
        BlockedSuffixes = string.Join(' ', group.BlockedSuffixes),
        AllEngines = group.SafeSearch.Contains(GroupOptions.All),
        SafeSearch = new HashSet<string>(group.SafeSearch.Where(name => name != GroupOptions.All), StringComparer.OrdinalIgnoreCase),
        YouTube = group.YouTube,
        BlockingMode = group.BlockingMode,
        CustomAddresses = string.Join('\n', group.CustomAddresses),
        BlockedTtlSeconds = group.BlockedTtl?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) ?? "",
        ReasonModes = [.. group.ReasonModes.Select(ReasonModeDraft.Of)],
        RebindingProtection = group.RebindingProtection,
        FirefoxCanary = group.FirefoxCanary,
        BlockPrivateRelay = group.BlockPrivateRelay,
        AnswerDesignatedResolvers = group.AnswerDesignatedResolvers,
        Upstreams = string.Join('\n', group.Upstreams),
        Privacy = group.Privacy,
    };

    /// <summary>What cannot even be written down as a group; all else is checked where it is saved.</summary>
    public IEnumerable<ModelProblem> Unreadable()
    {
        if (BlockedTtlSeconds.Trim().Length > 0 && Ttl() is null)
        {
            yield return new ModelProblem("Groups:BlockedTtl", $"a whole number of seconds between 0 and {MaxTtlSeconds} is needed.");
        }
    }

    public GroupOptions ToGroup() => new()
    {
        Name = Name.Trim(),
        Lists = AllLists ? [GroupOptions.All] : [.. Lists.Order(StringComparer.OrdinalIgnoreCase)],
        Rules = RuleLines.Split(Rules),
        BlockedServices = [.. BlockedServices.Order(StringComparer.Ordinal)],
        BlockedSuffixes = Words(BlockedSuffixes),
        SafeSearch = AllEngines ? [GroupOptions.All] : [.. SafeSearch.Order(StringComparer.Ordinal)],
        YouTube = YouTube,
        BlockingMode = BlockingMode,
        CustomAddresses = Words(CustomAddresses),
        BlockedTtl = Ttl(),
        ReasonModes = [.. ReasonModes.Select(mode => mode.ToOptions())],
        RebindingProtection = RebindingProtection,
        FirefoxCanary = FirefoxCanary,
        BlockPrivateRelay = BlockPrivateRelay,
        AnswerDesignatedResolvers = AnswerDesignatedResolvers,
        Upstreams = Words(Upstreams),
        Privacy = Privacy,
    };

    internal static string[] Words(string text) => text.Split(['\n', ',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private TimeSpan? Ttl() => int.TryParse(BlockedTtlSeconds, NumberStyles.None | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int seconds) && seconds <= MaxTtlSeconds
        ? TimeSpan.FromSeconds(seconds)
        : null;
}

/// <summary>One row of "another way for this reason".</summary>
internal sealed class ReasonModeDraft
{
    public string Reason { get; set; } = "threat-feed";

    public BlockingMode Mode { get; set; }

    public string CustomAddresses { get; set; } = "";

    public static ReasonModeDraft Of(ReasonModeOptions mode) => new() { Reason = mode.Reason, Mode = mode.Mode, CustomAddresses = string.Join(' ', mode.CustomAddresses) };

    public ReasonModeOptions ToOptions() => new() { Reason = Reason, Mode = Mode, CustomAddresses = GroupDraft.Words(CustomAddresses) };
}
