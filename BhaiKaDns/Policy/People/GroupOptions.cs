using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// One element of <c>Policy:Groups</c>, and the same shape for groups kept in the database. What is null follows the setting for the
/// whole home.
/// </summary>
internal sealed record GroupOptions
{
    /// <summary>Name of the group that unknown devices, and devices without a group, are in.</summary>
    public const string DefaultName = "default";

    /// <summary>Stands for all lists.</summary>
    public const string All = "*";

    /// <summary>Unique among groups, without regard to case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of the lists in use; <c>*</c> stands for all.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [All];

    /// <summary>Lines of list syntax that hold for this group and stand above all lists.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Ids of services that are blocked.</summary>
    public IReadOnlyList<string> BlockedServices { get; init; } = [];

    /// <summary>Country codes and registry suffixes under which every name is blocked: <c>zip</c>, <c>co.uk</c>.</summary>
    public IReadOnlyList<string> BlockedSuffixes { get; init; } = [];

    /// <summary>Search engines that are held to their safe mode; empty for none, <c>*</c> for all known ones. YouTube is apart.</summary>
    public IReadOnlyList<string> SafeSearch { get; init; } = [];

    public YouTubeMode YouTube { get; init; } = YouTubeMode.Off;

    public BlockingMode? BlockingMode { get; init; }

    public IReadOnlyList<string> CustomAddresses { get; init; } = [];

    public TimeSpan? BlockedTtl { get; init; }

    /// <summary>Other modes for some reasons.</summary>
    public IReadOnlyList<ReasonModeOptions> ReasonModes { get; init; } = [];

    /// <summary>Whether private addresses in answers for public names are held back.</summary>
    public bool? RebindingProtection { get; init; }

    /// <summary>Tells Firefox not to switch to its own DNS over HTTPS (<c>use-application-dns.net</c>).</summary>
    public bool FirefoxCanary { get; init; } = true;

    /// <summary>Tells Apple devices that Private Relay is not available in this network.</summary>
    public bool BlockPrivateRelay { get; init; }

    /// <summary>Answers questions for designated resolvers (RFC 9462) here; when false they go upstream like any other.</summary>
    public bool AnswerDesignatedResolvers { get; init; } = true;

    /// <summary>Upstreams of this group instead of <c>Resolver:Upstreams</c>; empty for those.</summary>
    public IReadOnlyList<string> Upstreams { get; init; } = [];

    public PrivacyLevel? Privacy { get; init; }
}

/// <summary>How videos are held back on YouTube.</summary>
internal enum YouTubeMode : byte
{
    Off = 0,
    Moderate = 1,
    Strict = 2,
}

/// <summary>A blocking mode for one reason.</summary>
internal sealed class ReasonModeOptions
{
    /// <summary>Id of the reason, such as <c>threat-feed</c>.</summary>
    public string Reason { get; init; } = "";

    public BlockingMode Mode { get; init; }

    /// <summary>With <see cref="BlockingMode.Custom"/>.</summary>
    public IReadOnlyList<string> CustomAddresses { get; init; } = [];
}
