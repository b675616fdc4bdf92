namespace BhaiKaDns.Policy.Syntax;

/// <summary>Why a line, or a name on it, decides nothing.</summary>
internal enum RuleProblem : byte
{
    None = 0,

    /// <summary>Longer than any line of list syntax can be.</summary>
    LineTooLong = 1,

    /// <summary>Syntax that other programs understand and this one does not: element hiding, modifiers, regular expressions, inner wildcards.</summary>
    NotSupported = 2,

    /// <summary>Not a domain name: an empty or over-long label, a character that names do not have.</summary>
    BadName = 3,

    /// <summary>An address where a name should be.</summary>
    Address = 4,

    /// <summary>A whole top-level domain without <c>||</c> to say that it is meant.</summary>
    TopLevel = 5,
}
