using System.ComponentModel.DataAnnotations;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>Section <c>QueryLog</c> of appsettings.json.</summary>
internal sealed class QueryLogOptions
{
    public const string Section = "QueryLog";

    public bool Enabled { get; init; } = true;

    /// <summary>How long rows are kept; deleted by whole segments, so some rows live longer by at most <see cref="SegmentAge"/>.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What of a query may be written down; rows that are already there are not changed.</summary>
    [EnumDataType(typeof(PrivacyLevel))]
    public PrivacyLevel Privacy { get; init; } = PrivacyLevel.Full;

    /// <summary>Most disk space of all segments together; the oldest go first.</summary>
    [Range(16, 1_048_576)]
    public int MaxSizeMegabytes { get; init; } = 1024;

    /// <summary>A segment that has grown to this size is closed. A search reads one segment into memory at a time.</summary>
    [Range(1, 64)]
    public int SegmentSizeMegabytes { get; init; } = 8;

    /// <summary>A segment that is this old is closed, however small.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often written rows are forced onto the disk: the most that a power cut can take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class QueryLogOptionsValidator : IValidateOptions<QueryLogOptions>;
