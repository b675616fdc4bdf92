using BhaiKaDns.Hosting;

namespace BhaiKaDns.Resolution;

/// <summary>
/// The questions in flight, bounded, and the one clock that wakes them. A timer for each question would cost more than the few
/// nanoseconds in which a sweep passes one that is not due; deadlines are kept to within one sweep.
/// </summary>
internal sealed class PendingTable : IDisposable
{
    public const int Capacity = 4096;

    private const int IdleSweeps = 40;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly PendingResolution?[] _places = new PendingResolution?[Capacity];
    private readonly Stack<int> _free = new(Capacity);
    private readonly MonotonicClock _clock;
    private readonly ITimer _timer;
    private int _used;
    private int _idleSweeps;
    private bool _isTimerOn;
    private int _isSweeping;

    public PendingTable(MonotonicClock clock, TimeProvider time)
    {
        _clock = clock;
        _timer = time.CreateTimer(static table => ((PendingTable)table!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _used - _free.Count;
            }
        }
    }

    /// <summary>False when as many questions as can be are in flight.</summary>
    public bool TryAdd(PendingResolution pending)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out int place))
            {
                if (_used == Capacity)
                {
                    return false;
                }

                place = _used++;
            }

            pending.Place = place;
            _places[place] = pending;
            if (!_isTimerOn)
            {
                _isTimerOn = true;
                _idleSweeps = 0;
                _ = _timer.Change(SweepEvery, SweepEvery);
            }

            return true;
        }
    }

    /// <summary>May be called again for one that is gone.</summary>
    public void Remove(PendingResolution pending)
    {
        lock (_gate)
        {
            if (_places[pending.Place] == pending)
            {
                _places[pending.Place] = null;
                _free.Push(pending.Place);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        // A sweep that takes longer than its interval is not run twice at once.
        if (Interlocked.Exchange(ref _isSweeping, 1) != 0)
        {
            return;
        }

        try
        {
            SweepOnce();
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }

    private void SweepOnce()
    {
        int used;
        bool crowded;
        lock (_gate)
        {
            used = _used;
            int count = used - _free.Count;
            crowded = count > Capacity / 4;
            _idleSweeps = count == 0 ? _idleSweeps + 1 : 0;
            if (_idleSweeps == IdleSweeps)
            {
                _isTimerOn = false;
                _ = _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        long nowMs = _clock.Milliseconds;
        for (int place = 0; place < used; place++)
        {
            Volatile.Read(ref _places[place])?.Tick(nowMs, crowded);
        }
    }
}
