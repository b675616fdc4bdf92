using System.ComponentModel;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Api;

/// <summary>A group, as it is read and written. What is left out or null follows the setting for the whole home.</summary>
internal sealed record GroupDocument
{
    [Description("Unique among groups, without regard to case.")]
    public string Name { get; set; } = "";

    [Description("Names of the lists in use; * stands for all.")]
    public IReadOnlyList<string> Lists { get; set; } = [GroupOptions.All];

    [Description("Lines of list syntax that hold for this group and stand above all lists.")]
    public IReadOnlyList<string> Rules { get; set; } = [];

    [Description("Ids of services, as /services lists them.")]
    public IReadOnlyList<string> BlockedServices { get; set; } = [];

    [Description("Country codes and registry suffixes under which every name is blocked.")]
    public IReadOnlyList<string> BlockedSuffixes { get; set; } = [];

    [Description("Search engines that are held to their safe mode; * for all known ones.")]
    public IReadOnlyList<string> SafeSearch { get; set; } = [];

    public YouTubeMode YouTube { get; set; }

    public BlockingMode? BlockingMode { get; set; }

    [Description("With the blocking mode 'custom'.")]
    public IReadOnlyList<string> CustomAddresses { get; set; } = [];

    [Description("TTL of blocked answers, up to a day.")]
    public long? BlockedTtlSeconds { get; set; }

    [Description("Other blocking modes for some reasons.")]
    public IReadOnlyList<ReasonModeDocument> ReasonModes { get; set; } = [];

    [Description("Whether private addresses in answers for public names are held back.")]
    public bool? RebindingProtection { get; set; }

    [Description("Tells Firefox not to switch to its own DNS over HTTPS.")]
    public bool FirefoxCanary { get; set; } = true;

    [Description("Tells Apple devices that Private Relay is not available in this network.")]
    public bool BlockPrivateRelay { get; set; }

    [Description("Answers questions for designated resolvers (RFC 9462) here.")]
    public bool AnswerDesignatedResolvers { get; set; } = true;

    [Description("Upstreams of this group instead of those of the home.")]
    public IReadOnlyList<string> Upstreams { get; set; } = [];

    [Description("What the log keeps of this group's queries.")]
    public PrivacyLevel? Privacy { get; set; }

    [ReadOnly(true)]
    public bool IsPaused { get; set; }

    [ReadOnly(true)]
    public DateTimeOffset? PausedUntil { get; set; }

    [ReadOnly(true)]
    [Description("The schedule that blocks everything now.")]
    public string? BlockedBySchedule { get; set; }

    [ReadOnly(true)]
    [Description("Declared in a file, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public static GroupDocument Of(GroupOptions group, GroupMoment moment, bool isReadOnly) => new()
    {
        Name = group.Name,
        Lists = group.Lists,
        Rules = group.Rules,
        BlockedServices = group.BlockedServices,
        BlockedSuffixes = group.BlockedSuffixes,
        SafeSearch = group.SafeSearch,
        YouTube = group.YouTube,
        BlockingMode = group.BlockingMode,
        CustomAddresses = group.CustomAddresses,
        BlockedTtlSeconds = (long?)group.BlockedTtl?.TotalSeconds,
        ReasonModes = [.. group.ReasonModes.Select(mode => new ReasonModeDocument { Reason = mode.Reason, Mode = mode.Mode, CustomAddresses = mode.CustomAddresses })],
        RebindingProtection = group.RebindingProtection,
        FirefoxCanary = group.FirefoxCanary,
        BlockPrivateRelay = group.BlockPrivateRelay,
        AnswerDesignatedResolvers = group.AnswerDesignatedResolvers,
        Upstreams = group.Upstreams,
        Privacy = group.Privacy,
        IsPaused = moment.Pause is not null,
        PausedUntil = moment.Pause?.EndsAt,
        BlockedBySchedule = moment.BlockedBy,
        IsReadOnly = isReadOnly,
    };

    public GroupOptions ToOptions() => new()
    {
        Name = Name,
        Lists = Lists,
        Rules = Rules,
        BlockedServices = BlockedServices,
        BlockedSuffixes = BlockedSuffixes,
        SafeSearch = SafeSearch,
        YouTube = YouTube,
        BlockingMode = BlockingMode,
        CustomAddresses = CustomAddresses,
        BlockedTtl = Seconds.ToSpan(BlockedTtlSeconds),
        ReasonModes = [.. ReasonModes.Select(mode => new ReasonModeOptions { Reason = mode.Reason, Mode = mode.Mode, CustomAddresses = mode.CustomAddresses })],
        RebindingProtection = RebindingProtection,
        FirefoxCanary = FirefoxCanary,
        BlockPrivateRelay = BlockPrivateRelay,
        AnswerDesignatedResolvers = AnswerDesignatedResolvers,
        Upstreams = Upstreams,
        Privacy = Privacy,
    };
}

/// <summary>A blocking mode for one reason.</summary>
internal sealed record ReasonModeDocument
{
    [Description("Id of the reason, such as threat-feed.")]
    public string Reason { get; set; } = "";

    public BlockingMode Mode { get; set; }

    [Description("With the mode 'custom'.")]
    public IReadOnlyList<string> CustomAddresses { get; set; } = [];
}
