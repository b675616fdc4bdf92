namespace BhaiKaDns.Intelligence.Threats;

/// <summary>An expression as it was read, before it is compiled.</summary>
/// <param name="Comparison">Meant for <see cref="RuleNodeKind.Comparison"/> only.</param>
/// <param name="Right">Missing for comparisons and <see cref="RuleNodeKind.Not"/>.</param>
internal sealed record RuleNode(RuleNodeKind Kind, RuleComparison Comparison = default, RuleNode? Left = null, RuleNode? Right = null);

/// <summary>Lays comparisons out in the order they were written and joins them by jumps.</summary>
internal static class RuleCompiler
{
    public static RuleComparison[] Compile(RuleNode node)
    {
        List<RuleComparison> program = [];
        Emit(node, RuleExpression.True, RuleExpression.False, program);
        return [.. program];
    }

    // A node's own comparisons come in one piece, so the right side starts after as many as the left side has.
    private static void Emit(RuleNode node, int whenTrue, int whenFalse, List<RuleComparison> program)
    {
        switch (node.Kind)
        {
            case RuleNodeKind.Not:
                Emit(node.Left!, whenFalse, whenTrue, program);
                break;
            case RuleNodeKind.And:
                Emit(node.Left!, program.Count + Count(node.Left!), whenFalse, program);
                Emit(node.Right!, whenTrue, whenFalse, program);
                break;
            case RuleNodeKind.Or:
                Emit(node.Left!, whenTrue, program.Count + Count(node.Left!), program);
                Emit(node.Right!, whenTrue, whenFalse, program);
                break;
            default:
                program.Add(node.Comparison with { WhenTrue = whenTrue, WhenFalse = whenFalse });
                break;
        }
    }

    private static int Count(RuleNode node) => node.Kind switch
    {
        RuleNodeKind.Comparison => 1,
        RuleNodeKind.Not => Count(node.Left!),
        _ => Count(node.Left!) + Count(node.Right!),
    };
}

internal enum RuleNodeKind : byte
{
    Comparison = 0,
    And = 1,
    Or = 2,
    Not = 3,
}
