using BhaiKaDns.Caching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Equal questions share one exchange: the first becomes the leader, later ones wait behind it. Any thread.
/// </summary>
internal sealed class QuestionsInFlight
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, QueryContext> _leaders = [];

    /// <summary>Questions that are being asked upstream now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _leaders.Count;
            }
        }
    }

    /// <summary>
    /// Lets <paramref name="query"/> wait for an equal question. False if there is none: then it leads, and the caller must ask and in
    /// the end call <see cref="End"/>.
    /// </summary>
    public bool TryJoin(QueryContext query)
    {
        CacheKey key = CacheKey.Of(query);
        lock (_gate)
        {
            if (!_leaders.TryGetValue(key.Hash, out QueryContext? leader))
            {
                _leaders.Add(key.Hash, query);
                return false;
            }

            CacheKey leading = CacheKey.Of(leader);
            if (leading.Bits != key.Bits || !leading.Name.SequenceEqual(key.Name) || leader.UpstreamSet != query.UpstreamSet)
            {
                // Two questions with one hash, once in ages, or upstreams that were just changed: the second asks for itself.
                return false;
            }

            query.NextWaiting = leader.NextWaiting;
            leader.NextWaiting = query;
            return true;
        }
    }

    /// <summary>Whether an equal question is being asked.</summary>
    public bool Contains(in CacheKey key)
    {
        lock (_gate)
        {
            return _leaders.ContainsKey(key.Hash);
        }
    }

    /// <summary>Takes all that wait, the leader stays.</summary>
    public QueryContext? TakeWaiting(QueryContext leader)
    {
        lock (_gate)
        {
            QueryContext? waiting = leader.NextWaiting;
            leader.NextWaiting = null;
            return waiting;
        }
    }

    /// <summary>Ends the exchange; returns all that wait.</summary>
    public QueryContext? End(QueryContext leader)
    {
        CacheKey key = CacheKey.Of(leader);
        lock (_gate)
        {
            if (_leaders.TryGetValue(key.Hash, out QueryContext? known) && known == leader)
            {
                _leaders.Remove(key.Hash);
            }

            QueryContext? waiting = leader.NextWaiting;
            leader.NextWaiting = null;
            return waiting;
        }
    }
}
