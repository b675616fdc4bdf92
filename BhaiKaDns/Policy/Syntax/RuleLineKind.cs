namespace BhaiKaDns.Policy.Syntax;

/// <summary>What a line of a list is as a whole.</summary>
internal enum RuleLineKind : byte
{
    /// <summary>Empty, a comment or a header.</summary>
    Comment = 0,

    /// <summary>One or more names may be read from it.</summary>
    Names = 1,

    /// <summary>It decides nothing; <see cref="RuleLine.Problem"/> says why.</summary>
    Invalid = 2,
}
