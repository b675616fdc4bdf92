namespace BhaiKaDns.Policy.Syntax;

/// <summary>Which names a line of a list speaks of.</summary>
internal enum RuleScope : byte
{
    /// <summary>The name and all below it.</summary>
    Tree = 0,

    /// <summary>The name alone: lines of hosts files.</summary>
    Exact = 1,

    /// <summary>All below the name, not the name itself: <c>*.name</c>.</summary>
    Below = 2,
}
