namespace BhaiKaDns.Events;

/// <summary>
/// One ring for each lane, and one that all other threads share under a lock: queries that had to wait can spare it.
/// </summary>
internal sealed class QueryEventRings : IDisposable
{
    /// <summary>The lane of threads that have none of their own.</summary>
    public const int SharedLane = 0;

    // About 10,000 events: 40 ms of full load, two seconds of a busy home.
    private const int RingLength = 1 << 20;

    private readonly Lock _sharing = new();
    private readonly ManualResetEventSlim _filling = new(initialState: false, spinCount: 0);
    private QueryEventRing[] _rings = [new(RingLength)];

    public ReadOnlySpan<QueryEventRing> All => Volatile.Read(ref _rings);

    /// <summary>Events lost since the start because a ring was full.</summary>
    public long Dropped
    {
        get
        {
            long sum = 0;
            foreach (QueryEventRing ring in All)
            {
                sum += ring.Dropped;
            }

            return sum;
        }
    }

    /// <summary>Opens a ring for one thread and returns its lane.</summary>
    public int OpenLane()
    {
        lock (_sharing)
        {
            Volatile.Write(ref _rings, [.. _rings, new QueryEventRing(RingLength)]);
            return _rings.Length - 1;
        }
    }

    /// <summary>Adds an event of the batch that the lane's thread works on.</summary>
    public void Add(int lane, in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default) => _rings[lane].Add(query, name, found);

    /// <summary>Ends the lane's batch: its events get their duration and are handed over.</summary>
    public void EndBatch(int lane, uint elapsedMicroseconds)
    {
        QueryEventRing ring = _rings[lane];
        ring.Publish(elapsedMicroseconds);
        WakeIfFilling(ring);
    }

    /// <summary>Adds and hands over an event whose duration is set, from any thread.</summary>
    public void AddShared(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        lock (_sharing)
        {
            QueryEventRing ring = _rings[SharedLane];
            ring.Add(query, name, found);
            ring.Publish();
            WakeIfFilling(ring);
        }
    }

    /// <summary>Waits until a ring is half full, at most as long as given.</summary>
    public void WaitUntilFilling(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            _filling.Wait(timeout, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at its token.
        }

        _filling.Reset();
    }

    public void Dispose()
    {
        foreach (QueryEventRing ring in _rings)
        {
            ring.Dispose();
        }

        _filling.Dispose();
    }

    private void WakeIfFilling(QueryEventRing ring)
    {
        if (ring.IsFilling && !_filling.IsSet)
        {
            _filling.Set();
        }
    }
}
