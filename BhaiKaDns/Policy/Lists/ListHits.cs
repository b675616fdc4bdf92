using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Events;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Lists;

/// <summary>
/// Counts what lists decide, on the thread that drains query events. A hit belongs to the list that is named as the cause; it is
/// unique if no other list names the asked name, or the one that it led to, in the same sense (patterns and addresses are not looked at).
/// </summary>
internal sealed class ListHits(PolicyStore store, PolicyMetrics metrics) : IQueryEventListener
{
    private const int MostLists = ushort.MaxValue + 1;

    private readonly Lock _gate = new();
    private long[] _hits = new long[64];
    private long[] _unique = new long[64];
    private long[] _earlierHits = [];
    private long[] _earlierUnique = [];

    /// <summary>Of one list since the start.</summary>
    public HitCount SinceStart(ushort id) => new(At(Volatile.Read(ref _hits), id), At(Volatile.Read(ref _unique), id));

    /// <summary>Of one list in all runs that are remembered.</summary>
    public HitCount Total(ushort id)
    {
        HitCount now = SinceStart(id);
        lock (_gate)
        {
            return new HitCount(now.Hits + At(_earlierHits, id), now.Unique + At(_earlierUnique, id));
        }
    }

    /// <summary>Every list with a hit in any run.</summary>
    public IReadOnlyList<KeyValuePair<ushort, HitCount>> Totals()
    {
        int count;
        lock (_gate)
        {
            count = Math.Max(Volatile.Read(ref _hits).Length, _earlierHits.Length);
        }

        return [.. Enumerable.Range(0, count).Select(id => KeyValuePair.Create((ushort)id, Total((ushort)id))).Where(pair => pair.Value.Hits > 0)];
    }

    /// <summary>What earlier runs counted.</summary>
    public void Remember(IEnumerable<KeyValuePair<ushort, HitCount>> totals)
    {
        lock (_gate)
        {
            foreach ((ushort id, HitCount count) in totals)
            {
                Grow(ref _earlierHits, id);
                Grow(ref _earlierUnique, id);
                _earlierHits[id] = count.Hits;
                _earlierUnique[id] = count.Unique;
            }
        }
    }

    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (query.ListId == 0 || query.Reason is not (Reason.BlockList or Reason.ThreatFeed or Reason.AllowList or Reason.Cname or Reason.AnswerAddress))
        {
            return;
        }

        Grow(ref _hits, query.ListId);
        Grow(ref _unique, query.ListId);
        Volatile.Write(ref _hits[query.ListId], _hits[query.ListId] + 1);
        if (query.Reason is not Reason.AnswerAddress && IsUnique(query.ListId, query.Reason is Reason.AllowList, found.IsEmpty ? name : found))
        {
            Volatile.Write(ref _unique[query.ListId], _unique[query.ListId] + 1);
        }
    }

    public void EndBatch() => metrics.ObserveHits(this);

    private static long At(long[] counts, ushort id) => id < counts.Length ? Volatile.Read(ref counts[id]) : 0;

    private static void Grow(ref long[] counts, ushort id)
    {
        if (id < counts.Length)
        {
            return;
        }

        long[] larger = new long[Math.Min(MostLists, Math.Max(id + 1, counts.Length * 2))];
        counts.CopyTo(larger, 0);
        Volatile.Write(ref counts, larger);
    }

    [SkipLocalsInit]
    private bool IsUnique(ushort list, bool isAllow, ReadOnlySpan<byte> name)
    {
        CompiledRules rules = store.Parts.Lists;
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        int count = SuffixHashes.Compute(name, hashes);
        for (int index = 0; index < count; index++)
        {
            // A name that is not in the table has the tag of the empty set. A tag of a newer table than these sets cannot come: both are of one object.
            foreach (uint member in rules.Tags.Members(rules.Names.Find(hashes[index])))
            {
                if (TagOutcome.ListOf(member) != list && TagOutcome.Speaks(member, isAllow, isAtName: index == count - 1))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <param name="Unique">Hits that no other list would have had.</param>
internal readonly record struct HitCount(long Hits, long Unique);
