using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Matching;

/// <summary>What a rule says beside its target and kind. Immutable once read.</summary>
internal sealed class RuleDetails
{
    public static readonly RuleDetails None = new();

    /// <summary>Types of questions it speaks of; empty for all.</summary>
    public IReadOnlyList<RecordType> Types { get; init; } = [];

    /// <summary>It speaks of all types but <see cref="Types"/>.</summary>
    public bool AreTypesExcluded { get; init; }

    /// <summary>Hashes of domains it does not speak of, nor of names below them (<c>$denyallow</c>).</summary>
    public ulong[] Exempted { get; init; } = [];

    public ClientCondition? Condition { get; init; }

    /// <summary>What is answered; of an allowing rule: which rewrites it switches off, null data and code for all.</summary>
    public Rewrite? Rewrite { get; init; }

    /// <summary>Switches off the same rule without this modifier.</summary>
    public bool IsBadfilter { get; init; }

    /// <summary>Speaks of all names that the pattern does not match (Pi-hole's <c>;invert</c>).</summary>
    public bool IsInverted { get; init; }

    /// <summary>Text of all that is special, in one order, <c>$badfilter</c> left out; empty if there is nothing.</summary>
    public string Canonical { get; init; } = "";

    /// <summary>Whether target and kind say all.</summary>
    public bool IsPlain => Canonical.Length == 0;

    /// <summary>Whether type and name are what the rule speaks of; its target not asked.</summary>
    public bool Admits(in RuleQuestion question)
    {
        if (Types.Count > 0 && Contains(question.Type) == AreTypesExcluded)
        {
            return false;
        }

        foreach (ulong hash in Exempted)
        {
            if (question.Hashes.Contains(hash))
            {
                return false;
            }
        }

        return true;
    }

    // Not LINQ: this runs for queries.
    private bool Contains(RecordType type)
    {
        for (int index = 0; index < Types.Count; index++)
        {
            if (Types[index] == type)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of text, in the way in which <see cref="ComplexRule.Canonical"/> is made.</summary>
    public ulong CanonicalHash => IsPlain ? 0 : SeededHash.Compute(System.Text.Encoding.UTF8.GetBytes(Canonical), 0);
}
