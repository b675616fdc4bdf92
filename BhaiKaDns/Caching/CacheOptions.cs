using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Caching;

/// <summary>Section <c>Cache</c> of appsettings.json.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>Most RRsets held in memory, negative answers included.</summary>
    [Range(1_000, 1_000_000)]
    public int Capacity { get; init; } = 10_000;

    /// <summary>Most octets of answers held in memory; 0 means 384 for each entry of the capacity.</summary>
    [Range(0, 2_000_000_000)]
    public int MaxBytes { get; init; }

    /// <summary>Answers with a shorter TTL are kept this long; 0 keeps to what the zone's owner says.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MinTtl { get; init; } = TimeSpan.Zero;

    /// <summary>Answers with a longer TTL are asked for again after this time (RFC 8767, section 4 allows up to 7 days).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Longest time a negative answer is kept (RFC 2308, section 5).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "03:00:00")]
    public TimeSpan MaxNegativeTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its end an answer may still be given when no upstream answers (RFC 8767); 0 switches it off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan ServeStaleFor { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Whether popular answers are asked for again before they end.</summary>
    public bool Prefetch { get; init; } = true;
}

[OptionsValidator]
internal sealed partial class CacheOptionsValidator : IValidateOptions<CacheOptions>;
