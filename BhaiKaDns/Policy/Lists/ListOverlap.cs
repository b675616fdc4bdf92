using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Lists;

/// <summary>How lists share the names of one compiled table. Made by reading the whole table, so it is kept until that changes. Immutable.</summary>
internal sealed class ListOverlap
{
    private readonly Dictionary<ushort, ListShare> _shares = [];
    private readonly Dictionary<(ushort, ushort), int> _common = [];

    public ListOverlap(CompiledRules rules)
    {
        int[] counts = new int[rules.Tags.Count];
        rules.Names.CountTags(counts);
        double octets = rules.Count == 0 ? 0 : (double)rules.MemoryLength / rules.Count;
        for (int tag = 1; tag < counts.Length; tag++)
        {
            Add([.. ListsOf(rules.Tags.Members(tag))], counts[tag], octets);
        }
    }

    /// <summary>What a list has of the table; nothing for one that is not in it.</summary>
    public ListShare ShareOf(ushort id) => _shares.GetValueOrDefault(id);

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

    private void Add(ushort[] lists, int names, double octets)
    {
        for (int index = 0; names > 0 && index < lists.Length; index++)
        {
            ListShare share = ShareOf(lists[index]);
            _shares[lists[index]] = new ListShare(
                share.Names + names, share.Unique + (lists.Length == 1 ? names : 0), share.Octets + (names * octets / lists.Length));
            for (int other = index + 1; other < lists.Length; other++)
            {
                (ushort, ushort) pair = (lists[index], lists[other]);
                _common[pair] = _common.GetValueOrDefault(pair) + names;
            }
        }
    }
}

/// <param name="Names">Distinct names.</param>
/// <param name="Unique">Of those, names that no other list has.</param>
/// <param name="Octets">Memory; what several lists have is divided among them.</param>
internal readonly record struct ListShare(int Names, int Unique, double Octets);
