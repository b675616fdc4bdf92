using BhaiKaDns.Collections;

namespace BhaiKaDns.Policy.Matching;

/// <summary>All rules of a number of lists in the form in which they are asked: immutable. Asked through a <see cref="RuleView"/>.</summary>
internal sealed class CompiledRules
{
    private readonly TagSets _tags;

    public CompiledRules(NameSet names, TagSets tags)
    {
        Names = names;
        _tags = tags;
    }

    public static CompiledRules Empty { get; } = new(NameSet.Empty, new TagSets());

    /// <summary>Which lists say something of a name.</summary>
    public NameSet Names { get; }

    /// <summary>Distinct names.</summary>
    public int Count => Names.Count;

    /// <summary>Octets of native memory held.</summary>
    public long MemoryLength => Names.MemoryLength;

    /// <summary>The rules as those see them who use some of the lists only.</summary>
    /// <param name="isUsed">By number of the list.</param>
    public RuleView ViewOf(Func<ushort, bool> isUsed)
    {
        TagOutcome[] outcomes = new TagOutcome[_tags.Count];
        for (int tag = 1; tag < outcomes.Length; tag++)
        {
            outcomes[tag] = TagOutcome.Of(_tags.Members(tag), isUsed);
        }

        return outcomes.All(outcome => outcome.IsEmpty) ? RuleView.Empty : new RuleView(Names, outcomes);
    }

    /// <summary>Gives the memory back; see <see cref="NameSet.Retire"/>.</summary>
    public void Retire()
    {
        if (!ReferenceEquals(this, Empty))
        {
            Names.Retire();
        }
    }
}
