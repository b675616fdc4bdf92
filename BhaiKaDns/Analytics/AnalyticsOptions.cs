using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Analytics;

/// <summary>Section <c>Analytics</c> of appsettings.json.</summary>
internal sealed class AnalyticsOptions
{
    public const string Section = "Analytics";

    /// <summary>Keep counts of minutes, hours and days in the data directory for the dashboard.</summary>
    public bool History { get; init; } = true;

    /// <summary>How long the counts of days are kept; those of hours for 100 days, those of minutes for two, if this is not less.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(1830);
}

[OptionsValidator]
internal sealed partial class AnalyticsOptionsValidator : IValidateOptions<AnalyticsOptions>;
