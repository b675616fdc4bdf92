using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>Makes the view of one group from records that are all visible to it.</summary>
internal sealed class LocalViewBuilder
{
    private const int MaxChain = 16;

    private readonly Dictionary<ulong, LocalNode> _nodes = [];

    /// <param name="records">In the order in which they were declared: where only one can be, the first is taken.</param>
    public static LocalView Build(IReadOnlyList<LocalRecord> records)
    {
        if (records.Count == 0)
        {
            return LocalView.Empty;
        }

        LocalViewBuilder builder = new();
        foreach (IGrouping<(ulong, RecordType), LocalRecord> set in records.GroupBy(record => (HashOf(record.Owner), record.Type)))
        {
            builder.Add([.. set]);
        }

        builder.AddPointers(records);
        builder.MarkHidden();
        LocalView view = new(builder._nodes);
        foreach (LocalNode node in builder._nodes.Values.Where(node => node.Find(RecordType.Cname).Length > 0))
        {
            node.Alias = Follow(view, node);
        }

        return view;
    }

    private static ulong HashOf(ReadOnlySpan<byte> name) => SuffixHashes.OfWhole(name, out _);

    private static LocalAlias Follow(LocalView view, LocalNode start)
    {
        Span<ulong> buffer = stackalloc ulong[SuffixHashes.MaxCount];
        PreparedRecord link = start.Find(RecordType.Cname)[0];
        uint ttl = link.TtlSeconds;
        for (int links = 0; links < MaxChain; links++)
        {
            ReadOnlySpan<ulong> hashes = buffer[..SuffixHashes.Compute(link.Data, buffer)];
            if (view.Locate(link.Data, hashes) is not { } next)
            {
                return new LocalAlias(ttl, Final: null, link.Data);
            }

            if (next.Find(RecordType.Cname) is not [PreparedRecord further, ..])
            {
                return new LocalAlias(ttl, next, Target: null);
            }

            link = further;
            ttl = Math.Min(ttl, link.TtlSeconds);
        }

        return new LocalAlias(ttl, Final: null, Target: null);
    }

    private void Add(LocalRecord[] set)
    {
        // RFC 2181, section 5.2: one RRset, one TTL. Of CNAME there can be only one.
        uint ttl = set.Min(record => record.TtlSeconds);
        IEnumerable<byte[]> data = set.Select(record => record.Data).DistinctBy(Convert.ToHexString);
        LocalNode node = NodeOf(set[0].Owner);
        node.Add(set[0].Type, [.. data.Take(set[0].Type is RecordType.Cname ? 1 : int.MaxValue).Select(octets => new PreparedRecord(set[0].Type, ttl, octets))]);
    }

    // An address leads back to the first name declared with it, unless its name in the reverse tree has a record of its own.
    private void AddPointers(IReadOnlyList<LocalRecord> records)
    {
        foreach (LocalRecord record in records.Where(record => record.Type is RecordType.A or RecordType.Aaaa && !record.IsWildcard && RecordName.HasReverse(record.Data)))
        {
            LocalNode node = NodeOf(RecordName.Reverse(record.Data));
            if (!node.HasRecords)
            {
                node.Add(RecordType.Ptr, [new PreparedRecord(RecordType.Ptr, record.TtlSeconds, record.Owner)]);
            }
        }
    }

    private void MarkHidden()
    {
        // The shorter name first: what is said of a parent passes on to children without records.
        foreach (LocalNode node in _nodes.Values.Where(node => !node.HasRecords).OrderBy(node => node.Name.Length))
        {
            ReadOnlySpan<byte> parent = node.Name.AsSpan(node.Name[0] + 1);
            node.HidesWildcard = parent.Length > 1
                && _nodes.TryGetValue(HashOf(parent), out LocalNode? above)
                && (above.Wildcard is not null || above is { HasRecords: false, HidesWildcard: true });
        }
    }

    private LocalNode NodeOf(byte[] name)
    {
        ulong hash = HashOf(name);
        if (_nodes.TryGetValue(hash, out LocalNode? known))
        {
            return known;
        }

        LocalNode node = new(name);
        _nodes.Add(hash, node);
        byte[] parent = name[(name[0] + 1)..];
        if (parent.Length > 1)
        {
            LocalNode above = NodeOf(parent);
            above.Wildcard = LocalRecord.IsWildcardName(name) ? node : above.Wildcard;
        }

        return node;
    }
}
