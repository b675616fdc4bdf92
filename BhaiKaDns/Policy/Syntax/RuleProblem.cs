namespace BhaiKaDns.Policy.Syntax;

/// <summary>Why a line, or a name on it, decides nothing.</summary>
internal enum RuleProblem : byte
{
    None = 0,

    /// <summary>Longer than any line of list syntax can be.</summary>
    LineTooLong = 1,

    /// <summary>Syntax or a modifier that this program does not know.</summary>
    NotSupported = 2,

    /// <summary>Not a domain name: an empty or over-long label, a character that names do not have.</summary>
    BadName = 3,

    /// <summary>A part of an address, or an address where a name should be.</summary>
    Address = 4,

    /// <summary>A whole top-level domain without <c>||</c> to say that it is meant, or a network too wide to be meant.</summary>
    TopLevel = 5,

    /// <summary>Hides elements of a page; for browsers.</summary>
    Cosmetic = 6,

    /// <summary>Speaks of paths, kinds of content or pages; for browsers.</summary>
    HttpOnly = 7,

    /// <summary>A pattern or regular expression that is malformed, too large, or uses what a finite automaton cannot do.</summary>
    BadPattern = 8,

    /// <summary>A modifier or record whose value cannot be read.</summary>
    BadValue = 9,

    /// <summary>More rules with patterns or conditions than are held.</summary>
    TooMany = 10,
}

/// <summary>What people are told of a <see cref="RuleProblem"/>.</summary>
internal static class RuleProblemText
{
    /// <summary>One sentence.</summary>
    public static string Sentence(this RuleProblem problem) => problem switch
    {
        RuleProblem.None => "Nothing is wrong with it.",
        RuleProblem.LineTooLong => "This line is too long.",
        RuleProblem.NotSupported => "This syntax is not understood; see docs/rules.md.",
        RuleProblem.Address => "This is an address, not a name.",
        RuleProblem.TopLevel => "This is a whole top-level domain or a very large network; write ||name^ if a domain is meant.",
        RuleProblem.Cosmetic => "This hides elements of a page, which only a browser can do.",
        RuleProblem.HttpOnly => "This speaks of paths or kinds of content, which only a browser can see.",
        RuleProblem.BadPattern => "This pattern or regular expression cannot be used; see docs/rules.md.",
        RuleProblem.BadValue => "The value of a modifier or record cannot be read.",
        RuleProblem.TooMany => "There are too many rules with patterns or conditions.",
        _ => "This is not a domain name.",
    };
}
