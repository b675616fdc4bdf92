using BhaiKaDns.Collections;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>All rules of a number of lists in the form in which they are asked: immutable. Asked through a <see cref="RuleView"/>.</summary>
internal sealed class CompiledRules
{
    private readonly TagSets _tags;

    public CompiledRules(NameSet names, TagSets tags, ComplexRules complex, AddressRules addresses)
    {
        Names = names;
        _tags = tags;
        Complex = complex;
        Addresses = addresses;
    }

    public static CompiledRules Empty { get; } = new(NameSet.Empty, new TagSets(), ComplexRules.Empty, AddressRules.Empty);

    /// <summary>Which lists say something of a name.</summary>
    public NameSet Names { get; }

    /// <summary>Rules with patterns, conditions or answers.</summary>
    public ComplexRules Complex { get; }

    /// <summary>Rules for addresses and name servers in answers.</summary>
    public AddressRules Addresses { get; }

    /// <summary>What the tags of <see cref="Names"/> stand for: members of <see cref="TagOutcome.Member"/>.</summary>
    public TagSets Tags => _tags;

    /// <summary>Distinct names.</summary>
    public int Count => Names.Count;

    /// <summary>Octets of memory held, about.</summary>
    public long MemoryLength => Names.MemoryLength + Complex.MemoryLength + Addresses.MemoryLength;

    /// <summary>What rules ask of devices; each once.</summary>
    public IReadOnlyList<ClientCondition> ClientConditions => Complex.Conditions;

    /// <summary>The rules as those see them who use some of the lists only.</summary>
    /// <param name="isUsed">By number of the list.</param>
    /// <param name="holds">Whether a condition holds for the class of devices; null: none does.</param>
    /// <param name="overrides">Of this and all that stands under the same priorities; null: of this alone.</param>
    public RuleView ViewOf(Func<ushort, bool> isUsed, Func<ClientCondition, bool>? holds = null, RuleOverrides? overrides = null)
    {
        TagOutcome[] outcomes = new TagOutcome[_tags.Count];
        for (int tag = 1; tag < outcomes.Length; tag++)
        {
            outcomes[tag] = TagOutcome.Of(_tags.Members(tag), isUsed);
        }

        RuleView view = new(this, outcomes, isUsed, holds ?? (_ => false), overrides ?? new RuleOverrides([(this, isUsed)], holds));
        return view.SaysNothing ? RuleView.Empty : view;
    }

    /// <summary>What the lists say of a name whose plain rules are in part switched off.</summary>
    public TagOutcome OutcomeOf(ulong nameHash, Func<ushort, bool> isUsed, Func<RuleKind, bool> isOff) =>
        TagOutcome.Of(_tags.Members(Names.Find(nameHash)), isUsed, isOff);

    /// <summary>Each plain rule for one name, weak ones too; for explanations.</summary>
    public IEnumerable<RuleMatch> MatchesOf(ulong nameHash, bool isWhole, Func<ushort, bool> isUsed, RuleOverrides overrides)
    {
        List<RuleMatch> found = [];
        foreach (uint member in _tags.Members(Names.Find(nameHash)))
        {
            RuleKind kind = TagOutcome.KindOf(member);
            if (isUsed(TagOutcome.ListOf(member)) && kind.Covers(isWhole) && !overrides.PlainNames[nameHash].Contains(kind))
            {
                found.Add(RuleMatch.Of(TagOutcome.ListOf(member), kind));
            }
        }

        return found;
    }

    /// <summary>How much each list brings. Reads the whole table once.</summary>
    public IReadOnlyList<ListShare> CountByList()
    {
        int[] namesByTag = new int[_tags.Count];
        Names.CountTags(namesByTag);
        Dictionary<ushort, ListShare> shares = [];
        for (int tag = 1; tag < namesByTag.Length; tag++)
        {
            ushort[] lists = ListsOf(tag);
            foreach (ushort list in lists)
            {
                ListShare share = shares.GetValueOrDefault(list) ?? new ListShare(list, 0, 0, 0);
                shares[list] = share with
                {
                    Names = share.Names + namesByTag[tag],
                    UniqueNames = share.UniqueNames + (lists.Length == 1 ? namesByTag[tag] : 0),
                    MemoryLength = share.MemoryLength + (Count == 0 ? 0 : (long)((double)Names.MemoryLength * namesByTag[tag] / Count / lists.Length)),
                };
            }
        }

        foreach (ComplexRule rule in Complex.Named.Concat(Complex.Patterns))
        {
            ListShare share = shares.GetValueOrDefault(rule.ListId) ?? new ListShare(rule.ListId, 0, 0, 0);
            shares[rule.ListId] = share with { MemoryLength = share.MemoryLength + rule.MemoryLength };
        }

        return [.. shares.Values.OrderBy(share => share.ListId)];
    }

    /// <summary>Gives the memory back; see <see cref="NameSet.Retire"/>.</summary>
    public void Retire()
    {
        if (!ReferenceEquals(this, Empty))
        {
            Names.Retire();
        }
    }

    private ushort[] ListsOf(int tag)
    {
        HashSet<ushort> lists = [];
        foreach (uint member in _tags.Members(tag))
        {
            lists.Add(TagOutcome.ListOf(member));
        }

        return [.. lists];
    }
}

/// <summary>What one list brings to all together.</summary>
/// <param name="Names">Distinct names.</param>
/// <param name="UniqueNames">Of these, the ones that no other list has.</param>
/// <param name="MemoryLength">Octets, those of shared names divided among their lists.</param>
internal sealed record ListShare(ushort ListId, int Names, int UniqueNames, long MemoryLength)
{
    /// <summary>Names that some other list has too.</summary>
    public int SharedNames => Names - UniqueNames;
}
