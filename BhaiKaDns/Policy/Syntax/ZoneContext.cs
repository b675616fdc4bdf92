namespace BhaiKaDns.Policy.Syntax;

/// <summary>What lines of a zone file or of a configuration of unbound leave for the lines after them.</summary>
internal sealed class ZoneContext
{
    /// <summary>Whether a directive or a start of authority was met: from there on it is a zone file.</summary>
    public bool IsZone { get; set; }

    /// <summary>Domain that relative names stand below, without last dot; empty for the root or none.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The zone's own name, cut off from all owner names.</summary>
    public string Apex { get; set; } = "";

    /// <summary>Owner of the last record as it was written, for lines without one.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Whether parentheses are open: the line goes on.</summary>
    public bool IsInParentheses { get; set; }

    /// <summary>Name of the last unbound zone of type <c>redirect</c>: its data holds for all names below.</summary>
    public string Redirected { get; set; } = "";
}
