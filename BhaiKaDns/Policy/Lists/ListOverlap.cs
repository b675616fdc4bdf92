using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Lists;

/// <summary>How lists share the names of one compiled table. Made by reading the whole table, so it is kept until that changes. Immutable.</summary>
internal sealed class ListOverlap
{
    private readonly Dictionary<ushort, ListShare> _shares;
    private readonly Dictionary<(ushort, ushort), int> _common = [];

    public ListOverlap(CompiledRules rules)
    {
        _shares = rules.CountByList().ToDictionary(share => share.ListId);
        int[] counts = new int[rules.Tags.Count];
        rules.Names.CountTags(counts);
        for (int tag = 1; tag < counts.Length; tag++)
        {
            Add([.. ListsOf(rules.Tags.Members(tag))], counts[tag]);
        }
    }

    /// <summary>What a list brings; nothing for one that is not in the table.</summary>
    public ListShare ShareOf(ushort id) => _shares.GetValueOrDefault(id) ?? new ListShare(id, 0, 0, 0);

    /// <summary>Names that a list has in common with others, by the number of the other.</summary>
    public IEnumerable<KeyValuePair<ushort, int>> CommonWith(ushort id) =>
        from pair in _common
        where pair.Key.Item1 == id || pair.Key.Item2 == id
        select KeyValuePair.Create(pair.Key.Item1 == id ? pair.Key.Item2 : pair.Key.Item1, pair.Value);

    private static SortedSet<ushort> ListsOf(ReadOnlySpan<uint> members)
    {
        SortedSet<ushort> lists = [];
        foreach (uint member in members)
        {
            lists.Add(TagOutcome.ListOf(member));
        }

        return lists;
    }

    private void Add(ushort[] lists, int names)
    {
        for (int index = 0; names > 0 && index < lists.Length; index++)
        {
            for (int other = index + 1; other < lists.Length; other++)
            {
                (ushort, ushort) pair = (lists[index], lists[other]);
                _common[pair] = _common.GetValueOrDefault(pair) + names;
            }
        }
    }
}
