using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Matching;

/// <summary>What a set of rules says of a question.</summary>
/// <param name="ListId">The list that decided; 0 if the set says nothing.</param>
/// <param name="IsImportant">Beats every rule that is not (<c>$important</c>).</param>
/// <param name="Form">What the client gets if the rule does not allow.</param>
internal readonly record struct RuleMatch(ushort ListId, bool IsAllow, bool IsImportant = false, AnswerForm Form = AnswerForm.ByPolicy)
{
    /// <summary>The highest <see cref="Rank"/>.</summary>
    public const int MaxRank = 5;

    public bool IsListed => ListId != 0;

    /// <summary>Whether the rule answers in place of the upstream instead of blocking.</summary>
    public bool IsRewrite => Form is AnswerForm.Prepared && !IsAllow;

    /// <summary>
    /// Of two matches the one with the higher rank holds: a rewrite (as in AdGuard Home), then what is important, then what allows,
    /// then what blocks; 0 for no match.
    /// </summary>
    public int Rank => !IsListed ? 0 : IsRewrite ? MaxRank : 1 + (IsAllow ? 1 : 0) + (IsImportant ? 2 : 0);

    public static RuleMatch Of(ushort listId, RuleKind kind) =>
        new(listId, kind.IsAllow, kind.IsImportant, kind.IsAllow ? AnswerForm.ByPolicy : kind.Form);

    /// <summary>The one with the higher <see cref="Rank"/>, else the first.</summary>
    public static RuleMatch Stronger(in RuleMatch first, in RuleMatch second) => second.Rank > first.Rank ? second : first;

    public Verdict ToVerdict(Reason allowing, Reason blocking) => this switch
    {
        { IsAllow: true } => new Verdict(Decision.Allowed, allowing, ListId),
        { IsRewrite: true } => new Verdict(Decision.Rewritten, blocking, ListId, Form),
        _ => new Verdict(Decision.Blocked, blocking, ListId, Form),
    };
}
