using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Pooled places for queries that must wait. Their number bounds what a flood of misses can hold.</summary>
internal sealed class PendingQueries
{
    /// <summary>Two seconds of 5,000 misses a second with no upstream answering; about 1 KiB each once used.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Stack<QueryContext> _free = new();
    private int _created;

    /// <summary>Queries waiting now.</summary>
    public int InUse
    {
        get
        {
            lock (_gate)
            {
                return _created - _free.Count;
            }
        }
    }

    /// <summary>Copies a query into a place of its own; false when all are taken.</summary>
    public bool TryCopy(QueryContext query, out QueryContext pending)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out pending!))
            {
                if (_created == Capacity)
                {
                    return false;
                }

                _created++;
                pending = new QueryContext();
            }
        }

        pending.CopyFrom(query);
        return true;
    }

    public void Return(QueryContext query)
    {
        query.Sink = null;
        lock (_gate)
        {
            _free.Push(query);
        }
    }
}
