using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>Section <c>Resolver</c> of appsettings.json.</summary>
internal sealed class ResolverOptions
{
    public const string Section = "Resolver";

    public ResolverMode Mode { get; init; } = ResolverMode.Forward;

    /// <summary>Whom to ask: two that keep little, far apart from each other, unless said otherwise.</summary>
    [MinLength(1, ErrorMessage = "needs at least one upstream")]
    public string[] Upstreams { get; init; } = ["9.9.9.9", "1.1.1.1"];

    /// <summary>Asked when none of <see cref="Upstreams"/> answers.</summary>
    public string[] Fallback { get; init; } = [];

    public UpstreamStrategy Strategy { get; init; } = UpstreamStrategy.Fastest;

    /// <summary>Patience with one exchange. All of them together end after 4.2 seconds whatever is set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most exchanges with the main upstreams for one question.</summary>
    [Range(1, 10)]
    public int Attempts { get; init; } = 3;

    /// <summary>Domains that other upstreams answer for; the longest match wins.</summary>
    public ConditionalUpstreamOptions[] Conditional { get; init; } = [];

    public DnssecMode Dnssec { get; init; } = DnssecMode.Off;

    /// <summary>Whether an upstream at a private address may be tested before it is configured: a test tells what answers there.</summary>
    public bool TestPrivateAddresses { get; init; }
}

/// <summary>One element of <c>Resolver:Conditional</c>.</summary>
internal sealed class ConditionalUpstreamOptions
{
    /// <summary>The domain itself and all below it.</summary>
    public string Domain { get; init; } = "";

    public string[] Upstreams { get; init; } = [];
}

internal enum ResolverMode : byte
{
    Forward = 0,
    Recurse = 1,
}

internal enum DnssecMode : byte
{
    Off = 0,
    Validate = 1,
}

/// <summary>Which of several upstreams is asked.</summary>
internal enum UpstreamStrategy : byte
{
    /// <summary>The one that answered fastest of late; the others are tried now and then.</summary>
    Fastest = 0,

    /// <summary>All at once; the first good answer wins.</summary>
    Parallel = 1,

    /// <summary>In the order of the settings.</summary>
    Failover = 2,

    /// <summary>Each in its turn.</summary>
    Balance = 3,
}

[OptionsValidator]
internal sealed partial class ResolverOptionsValidator : IValidateOptions<ResolverOptions>;
