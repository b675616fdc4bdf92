namespace BhaiKaDns.Listeners.Tcp;

/// <summary>
/// The lanes of all TCP connections. A pipeline lane belongs to one thread at a time, and pool threads come and go; a lane per
/// connection would give each its own tables and rings. So there are as many lanes as cores, and a batch holds one of them, by its
/// lock, for as long as it is answered in place: microseconds, with no waiting inside. A thread starts at the lane of the core it
/// runs on, takes the first free one, and waits for its own only when more threads than cores are at it.
/// </summary>
internal sealed class TcpLanes
{
    private readonly TcpLane[] _lanes;
    private readonly BatchEnd _endBatch;

    /// <param name="openLane">The pipeline's; called once per lane.</param>
    /// <param name="endBatch">The pipeline's; called while the lane is still held.</param>
    /// <param name="keepaliveUnits">Told to clients that ask how long an idle connection stays, in units of 100 ms.</param>
    public TcpLanes(Func<int> openLane, BatchEnd endBatch, ushort keepaliveUnits, int count)
    {
        _endBatch = endBatch;
        _lanes = new TcpLane[count];
        for (int index = 0; index < count; index++)
        {
            _lanes[index] = new TcpLane(openLane(), keepaliveUnits);
        }
    }

    /// <summary>A lane whose gate the calling thread holds until it calls <see cref="Exit"/>.</summary>
    public TcpLane Enter()
    {
        int own = Thread.GetCurrentProcessorId() % _lanes.Length;
        for (int step = 0; step < _lanes.Length; step++)
        {
            TcpLane lane = _lanes[(own + step) % _lanes.Length];
            if (lane.Gate.TryEnter())
            {
                return lane;
            }
        }

        _lanes[own].Gate.Enter();
        return _lanes[own];
    }

    /// <summary>Ends the batch that was received at <paramref name="receivedTimestamp"/> and lets go of its lane.</summary>
    public void Exit(TcpLane lane, long receivedTimestamp)
    {
        try
        {
            _endBatch(lane.Query.Lane, receivedTimestamp);
        }
        finally
        {
            lane.Gate.Exit();
        }
    }
}
