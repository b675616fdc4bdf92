using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>What the lists behind one tag decide: for the very name they hold, and for names below it. Each number is a list, 0 is none.</summary>
internal readonly record struct TagOutcome(ushort AllowAt, ushort AllowAbove, ushort BlockAt, ushort BlockAbove)
{
    private const int AllowBit = 1;
    private const int ScopeShift = 1;
    private const int ListShift = 3;

    public bool IsEmpty => this == default;

    /// <summary>The member of a tag set that stands for "this list, with this scope, to allow or to block".</summary>
    public static uint Member(ushort listId, RuleScope scope, bool isAllow) =>
        ((uint)listId << ListShift) | ((uint)scope << ScopeShift) | (isAllow ? AllowBit : 0u);

    /// <summary>Of several lists that are used the one with the lowest number is named.</summary>
    public static TagOutcome Of(ReadOnlySpan<uint> members, Func<ushort, bool> isUsed)
    {
        ushort allowAt = 0;
        ushort allowAbove = 0;
        ushort blockAt = 0;
        ushort blockAbove = 0;
        foreach (uint member in members)
        {
            ushort list = (ushort)(member >> ListShift);
            if (!isUsed(list))
            {
                continue;
            }

            RuleScope scope = (RuleScope)((member >> ScopeShift) & 3);
            bool isAllow = (member & AllowBit) != 0;
            if (scope is not RuleScope.Below)
            {
                Take(ref isAllow ? ref allowAt : ref blockAt, list);
            }

            if (scope is not RuleScope.Exact)
            {
                Take(ref isAllow ? ref allowAbove : ref blockAbove, list);
            }
        }

        return new TagOutcome(allowAt, allowAbove, blockAt, blockAbove);
    }

    private static void Take(ref ushort place, ushort list) => place = place == 0 ? list : Math.Min(place, list);
}
