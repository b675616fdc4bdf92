using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>What a rule does, in seven bits: all that a rule without conditions needs beside its name.</summary>
/// <param name="IsImportant">Beats every rule that is not (<c>$important</c>).</param>
/// <param name="Form">What the client gets if the rule does not allow.</param>
internal readonly record struct RuleKind(RuleScope Scope, bool IsAllow, bool IsImportant = false, AnswerForm Form = AnswerForm.ByPolicy)
{
    /// <summary>Number of values of <see cref="Bits"/>.</summary>
    public const int Count = 128;

    private const int AllowBit = 1;
    private const int ScopeShift = 1;
    private const int ImportantBit = 8;
    private const int FormShift = 4;

    public byte Bits => (byte)((IsAllow ? AllowBit : 0) | ((int)Scope << ScopeShift) | (IsImportant ? ImportantBit : 0) | ((int)Form << FormShift));

    public static RuleKind FromBits(uint bits) =>
        new((RuleScope)((bits >> ScopeShift) & 3), (bits & AllowBit) != 0, (bits & ImportantBit) != 0, (AnswerForm)((bits >> FormShift) & 7));

    /// <summary>Whether a name with this scope speaks of the asked one.</summary>
    /// <param name="isWhole">It is the asked name itself, not one above it.</param>
    public bool Covers(bool isWhole) => Scope switch
    {
        RuleScope.Exact => isWhole,
        RuleScope.Below => !isWhole,
        _ => true,
    };
}
