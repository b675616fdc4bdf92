using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// The newest queries for all who watch. There is one ring for all of them, and only while somebody watches: each reader takes what is
/// new since its last look, at its own pace, and is told how many rows it has missed. What privacy keeps out of the log is not here either.
/// </summary>
internal sealed class QueryFeed(IOptions<QueryLogOptions> options, TimeProvider time) : IQueryEventListener
{
    /// <summary>Most who watch at one time.</summary>
    public const int MaxReaders = 64;

    // The gate is taken once for a run of events, as in the live statistics.
    private const int EventsPerRun = 64;

    private readonly Lock _gate = new();
    private readonly PrivacyLevel _privacy = options.Value.Privacy;
    private volatile FeedRing? _ring;
    private int _readers;
    private int _leftOfRun;

    public int Readers => Volatile.Read(ref _readers);

    /// <summary>Begins to watch; null when too many do. Dispose of the result to end it.</summary>
    public QueryFeedReader? Open()
    {
        lock (_gate)
        {
            if (_readers == MaxReaders)
            {
                return null;
            }

            _readers++;
            _ring ??= new FeedRing();
            return new QueryFeedReader(this, _ring.Next, time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (_leftOfRun == 0)
        {
            if (_ring is null)
            {
                return;
            }

            _gate.Enter();
            _leftOfRun = EventsPerRun;
        }

        PrivacyLevel kept = query.Privacy > _privacy ? query.Privacy : _privacy;
        if (kept is not PrivacyLevel.CountsOnly)
        {
            bool isNamed = kept <= PrivacyLevel.NoClients;
            _ring?.Add(query, isNamed ? name : default, isNamed ? found : default, keepsClient: kept is PrivacyLevel.Full);
        }

        if (_leftOfRun == 1)
        {
            _gate.Exit();
        }

        _leftOfRun--;
    }

    /// <inheritdoc/>
    public void EndBatch()
    {
        if (_leftOfRun > 0)
        {
            _leftOfRun = 0;
            _gate.Exit();
        }
    }

    /// <summary>What is new since a reader's place.</summary>
    internal FeedCatch Take(ref long place, QuerySearch search, int limit)
    {
        byte[] octets;
        int count;
        long lost;
        lock (_gate)
        {
            if (_ring is not { } ring)
            {
                return FeedCatch.Nothing;
            }

            octets = ring.CopySince(ref place, out count, out lost);
        }

        // Understood outside the gate: the thread that drains the events waits for nobody's search.
        return FeedCatch.Of(octets, count, lost, search, limit);
    }

    internal void Close()
    {
        lock (_gate)
        {
            if (--_readers == 0)
            {
                _ring = null;
            }
        }
    }
}
