using System.Collections.Concurrent;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>All records of this home. Immutable; each group has its view of them (split horizon).</summary>
internal sealed class LocalRecords
{
    public static readonly LocalRecords Empty = new([], []);

    private readonly LocalRecord[] _declared;
    private readonly LocalRecord[] _hosts;
    private readonly HashSet<string> _groups;
    private readonly ConcurrentDictionary<string, LocalView> _views = new(StringComparer.OrdinalIgnoreCase);

    private LocalRecords(LocalRecord[] declared, LocalRecord[] hosts)
    {
        _declared = declared;
        _hosts = hosts;
        _groups = declared.SelectMany(record => record.Groups).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Addresses of names that hosts files give.</summary>
    public IReadOnlyList<LocalRecord> Hosts => _hosts;

    public int Count => _declared.Length + _hosts.Length;

    /// <summary>Takes what is well-formed of the records, and lines of hosts files for what they leave open.</summary>
    /// <param name="hosts">In the order of the files.</param>
    public static LocalRecords Compile(IEnumerable<RecordOptions> declared, IEnumerable<LocalRecord> hosts)
    {
        List<LocalRecord> records = [];
        foreach (RecordOptions options in declared)
        {
            if (RecordSyntax.Read(options, out LocalRecord? record).Count == 0)
            {
                records.Add(record!);
            }
        }

        return new LocalRecords([.. records], [.. hosts]);
    }

    /// <summary>What devices of a group see. A group that no record speaks of shares one view with all such.</summary>
    public LocalView ViewOf(string group) =>
        Count == 0 ? LocalView.Empty : _views.GetOrAdd(_groups.Contains(group) ? group : "", key => LocalViewBuilder.Build([.. VisibleTo(key)]));

    // A record for the group hides the one for all with the same name and type. A CNAME stands alone, and what is declared for the
    // group is stronger than what is for all; both are stronger than a hosts file.
    private IEnumerable<LocalRecord> VisibleTo(string group)
    {
        IEnumerable<LocalRecord> all = [.. _declared.Where(record => record.IsFor(group)), .. _hosts];
        HashSet<LocalRecord> hosts = [.. _hosts];
        int RankOf(LocalRecord record) => hosts.Contains(record) ? 0 : record.Groups.Count == 0 ? 1 : 2;

        foreach (IGrouping<string, LocalRecord> name in all.GroupBy(record => Encoding.Latin1.GetString(record.Owner)).ToList())
        {
            int aliasRank = name.Where(record => record.Type is RecordType.Cname).Select(RankOf).DefaultIfEmpty(-1).Max();
            int otherRank = name.Where(record => record.Type is not RecordType.Cname).Select(RankOf).DefaultIfEmpty(-1).Max();
            foreach (IGrouping<RecordType, LocalRecord> set in name.GroupBy(record => record.Type))
            {
                bool isHidden = set.Key is RecordType.Cname ? otherRank > aliasRank : aliasRank >= otherRank;
                int rank = set.Max(RankOf);
                foreach (LocalRecord record in set.Where(record => !isHidden && RankOf(record) == rank))
                {
                    yield return record;
                }
            }
        }
    }
}
