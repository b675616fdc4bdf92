namespace BhaiKaDns.Intelligence.Threats;

/// <summary>A piece of an expression.</summary>
/// <param name="Text">The word or operator; of a text what stands between the quotes.</param>
/// <param name="Column">Character, from 1, where it starts.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Column);

internal enum RuleTokenKind : byte
{
    End = 0,
    Word = 1,
    Number = 2,
    Text = 3,
    Operator = 4,
    Open = 5,
    Close = 6,
    Comma = 7,

    /// <summary>Nothing that belongs into an expression; its text says what is wrong.</summary>
    Wrong = 8,
}
