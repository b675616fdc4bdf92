using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>What the lists behind one tag decide: for the very name they hold, and for names below it.</summary>
internal readonly record struct TagOutcome(RuleMatch At, RuleMatch Above)
{
    private const int ListShift = 8;

    public bool IsEmpty => !At.IsListed && !Above.IsListed;

    /// <summary>The member of a tag set that stands for "this list, with a rule of this kind".</summary>
    public static uint Member(ushort listId, RuleKind kind) => ((uint)listId << ListShift) | kind.Bits;

    public static ushort ListOf(uint member) => (ushort)(member >> ListShift);

    public static RuleKind KindOf(uint member) => RuleKind.FromBits(member & ((1u << ListShift) - 1));

    /// <summary>Whether a member allows, or blocks, the very name it stands at, or a name below it.</summary>
    public static bool Speaks(uint member, bool isAllow, bool isAtName) => KindOf(member).IsAllow == isAllow && KindOf(member).Covers(isAtName);

    /// <summary>Of several lists that are used the strongest is named, of equals the one with the lowest number.</summary>
    /// <param name="members">Ascending, as in <see cref="Collections.TagSets"/>.</param>
    /// <param name="isOff">Kinds of rules that are switched off for the name; null for none.</param>
    public static TagOutcome Of(ReadOnlySpan<uint> members, Func<ushort, bool> isUsed, Func<RuleKind, bool>? isOff = null)
    {
        RuleMatch at = default;
        RuleMatch above = default;
        foreach (uint member in members)
        {
            RuleKind kind = KindOf(member);
            if (!isUsed(ListOf(member)) || isOff?.Invoke(kind) == true)
            {
                continue;
            }

            RuleMatch match = RuleMatch.Of(ListOf(member), kind);
            at = kind.Covers(isWhole: true) ? RuleMatch.Stronger(at, match) : at;
            above = kind.Covers(isWhole: false) ? RuleMatch.Stronger(above, match) : above;
        }

        return new TagOutcome(at, above);
    }
}
