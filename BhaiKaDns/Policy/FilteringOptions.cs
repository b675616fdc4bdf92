using System.ComponentModel.DataAnnotations;
using BhaiKaDns.Policy.Lists;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy;

/// <summary>Section <c>Filtering</c> of appsettings.json.</summary>
internal sealed class FilteringOptions
{
    public const string Section = "Filtering";

    /// <summary>Of <see cref="UpdateInterval"/> and of a list's own interval.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(60);

    /// <summary>When false, everything is allowed and no list is fetched.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What to do while lists are configured and none of them could be loaded.</summary>
    public UnavailableMode WhenUnavailable { get; init; } = UnavailableMode.Open;

    /// <summary>How often lists are asked for changes; spread by a tenth, so that not all homes ask at the same moment.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "60.00:00:00")]
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Longest time one download may take as a whole.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest list taken, in octets after decompression.</summary>
    [Range(1_024, 1_000_000_000)]
    public long MaxListBytes { get; init; } = 100_000_000;

    /// <summary>
    /// Whether lists that people add may be fetched from addresses of the home and of this machine. Lists of the settings always may;
    /// link-local, multicast and cloud metadata addresses never may.
    /// </summary>
    public bool AllowPrivateSources { get; init; }

    /// <summary>The starter list alone unless said otherwise.</summary>
    public IReadOnlyList<ListOptions> Lists { get; init; } = [new() { Name = "starter", Source = "builtin:starter" }];

    /// <summary>Lines of list syntax of this home. Its priorities hold across them and all lists; see docs/rules.md.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}

/// <summary>What happens to queries while no list could be loaded.</summary>
internal enum UnavailableMode : byte
{
    /// <summary>Answer unfiltered.</summary>
    Open = 0,

    /// <summary>Answer REFUSED.</summary>
    Refuse = 1,
}

[OptionsValidator]
internal sealed partial class FilteringOptionsValidator : IValidateOptions<FilteringOptions>;
