using System.ComponentModel;
using BhaiKaDns.Policy.Lists;

namespace BhaiKaDns.Api;

/// <summary>A list, as it is read and written, with all that is known of it.</summary>
internal sealed record ListDocument
{
    [ReadOnly(true)]
    [Description("The number that stands for it in the query log; it may be used in addresses in place of the name.")]
    public ushort Id { get; set; }

    [Description("Unique among lists.")]
    public string Name { get; set; } = "";

    [Description("builtin:starter, preset: and an id, a path, or an http or https URL. Without permission to change lists the query of a URL is left out: it may be secret.")]
    public string Source { get; set; } = "";

    public ListKind Kind { get; set; }

    public bool Enabled { get; set; } = true;

    [Description("How often its server is asked; left out for the setting of the home.")]
    public long? IntervalSeconds { get; set; }

    [ReadOnly(true)]
    [Description("in-force, held-back (an older copy is in force because the newer text is doubtful), not-updated, not-loaded or off.")]
    public string State { get; set; } = ListDocuments.Off;

    [ReadOnly(true)]
    [Description("Half a sentence after 'the list', while the last attempt failed.")]
    public string? Problem { get; set; }

    [ReadOnly(true)]
    [Description("Names in force, repeated ones counted again.")]
    public int Rules { get; set; }

    [ReadOnly(true)]
    [Description("Distinct names in force.")]
    public int Names { get; set; }

    [ReadOnly(true)]
    [Description("Of those, names that no other list has.")]
    public int UniqueNames { get; set; }

    [ReadOnly(true)]
    [Description("Lines and names that decide nothing, by reason.")]
    public IReadOnlyDictionary<string, int> Ignored { get; set; } = ListDocuments.None;

    [ReadOnly(true)]
    public long MemoryOctets { get; set; }

    [ReadOnly(true)]
    [Description("Names in common, by name of the other list.")]
    public IReadOnlyDictionary<string, int> Overlap { get; set; } = ListDocuments.None;

    [ReadOnly(true)]
    [Description("Names blocked or allowed since the start.")]
    public long Hits { get; set; }

    [ReadOnly(true)]
    public long UniqueHits { get; set; }

    [ReadOnly(true)]
    public long TotalHits { get; set; }

    [ReadOnly(true)]
    public long TotalUniqueHits { get; set; }

    [ReadOnly(true)]
    public DateTimeOffset? FetchedAt { get; set; }

    [ReadOnly(true)]
    public DateTimeOffset? CheckedAt { get; set; }

    [ReadOnly(true)]
    [Description("Names in the text that is held back.")]
    public int? HeldNames { get; set; }

    [ReadOnly(true)]
    [Description("Declared in a file, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public ListOptions ToOptions() => new() { Name = Name, Source = Source, Kind = Kind, Enabled = Enabled, Interval = Seconds.ToSpan(IntervalSeconds) };
}
