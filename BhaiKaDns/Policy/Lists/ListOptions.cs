namespace BhaiKaDns.Policy.Lists;

/// <summary>One element of <c>Filtering:Lists</c>.</summary>
internal sealed class ListOptions
{
    /// <summary>Unique; the query log, metrics and pages show it, and its number stays with it for good.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>builtin:starter</c>, a path (relative to the working directory) or an http or https URL.</summary>
    public string Source { get; init; } = "";

    /// <summary>What its plain lines do.</summary>
    public ListKind Kind { get; init; } = ListKind.Block;

    public bool Enabled { get; init; } = true;
}

/// <summary>What the plain lines of a list do; a line with <c>@@</c> always allows.</summary>
internal enum ListKind : byte
{
    Block = 0,
    Allow = 1,

    /// <summary>Blocks with the reason <c>threat-feed</c>, after all other lists: what one of those allows is allowed.</summary>
    Threat = 2,
}
