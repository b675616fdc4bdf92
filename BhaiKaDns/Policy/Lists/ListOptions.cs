namespace BhaiKaDns.Policy.Lists;

/// <summary>One element of <c>Filtering:Lists</c>.</summary>
internal sealed class ListOptions
{
    /// <summary>Unique; the query log, metrics and pages show it, and its number stays with it for good.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>builtin:starter</c>, <c>preset:</c> and an id of <see cref="ListPresets"/>, a path (relative to the working directory) or an http or https URL.</summary>
    public string Source { get; init; } = "";

    /// <summary>What its plain lines do. A preset of threats is <see cref="ListKind.Threat"/> whatever stands here.</summary>
    public ListKind Kind { get; init; } = ListKind.Block;

    public bool Enabled { get; init; } = true;

    /// <summary>How often its server is asked, 1 second to 60 days; null for <c>Filtering:UpdateInterval</c>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The same list, on or off.</summary>
    public ListOptions Switched(bool isOn) => new() { Name = Name, Source = Source, Kind = Kind, Enabled = isOn, Interval = Interval };
}

/// <summary>What the plain lines of a list do; a line with <c>@@</c> always allows.</summary>
internal enum ListKind : byte
{
    Block = 0,
    Allow = 1,

    /// <summary>Blocks with the reason <c>threat-feed</c>, after all other lists: what one of those allows is allowed.</summary>
    Threat = 2,
}
