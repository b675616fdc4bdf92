using System.ComponentModel.DataAnnotations;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy;

/// <summary>
/// Section <c>Policy</c> of appsettings.json: the people, devices and names of the home, for those who declare them in a file. What is
/// declared here is added to what the database holds and cannot be changed on the pages.
/// </summary>
internal sealed class PolicyOptions
{
    public const string Section = "Policy";

    /// <summary>Holds back answers that give private addresses for public names; groups may differ.</summary>
    public bool RebindingProtection { get; init; } = true;

    /// <summary>Domains whose names may have private addresses; those below are covered too.</summary>
    public IReadOnlyList<string> RebindingExceptions { get; init; } = [];

    /// <summary>Prefixes of /96 and shorter (RFC 6052) from which IPv6 addresses are made for names that have none (RFC 6147); empty for off.</summary>
    public IReadOnlyList<string> Dns64Prefixes { get; init; } = [];

    /// <summary>Whether names of addresses that ask are learned: from the hosts file, the router, and the devices over multicast DNS.</summary>
    public bool LearnNames { get; init; } = true;

    [MaxLength(10_000)]
    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    [MaxLength(1_000)]
    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    [MaxLength(1_000)]
    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];

    [MaxLength(100_000)]
    public IReadOnlyList<RecordOptions> Records { get; init; } = [];

    /// <summary>Hosts files whose names are answered like records; read again when they change.</summary>
    public IReadOnlyList<string> HostsFiles { get; init; } = [];
}

[OptionsValidator]
internal sealed partial class PolicyOptionsValidator : IValidateOptions<PolicyOptions>;
