namespace BhaiKaDns.Hosting;

/// <summary>Time that never jumps, for TTLs, limits and intervals; and the wall clock beside it for what is written down.</summary>
internal sealed class MonotonicClock
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly double _millisecondsPerTick;

    public MonotonicClock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _millisecondsPerTick = 1000.0 / time.TimestampFrequency;
    }

    /// <summary>Raw timestamp; cheaper to take than to convert.</summary>
    public long Timestamp => _time.GetTimestamp();

    /// <summary>Milliseconds since this clock was made.</summary>
    public long Milliseconds => ToMilliseconds(_time.GetTimestamp());

    /// <summary>Milliseconds since 1970-01-01 UTC; jumps when the machine's clock is set.</summary>
    public long UnixTimeMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public long ToMilliseconds(long timestamp) => (long)((timestamp - _start) * _millisecondsPerTick);

    public uint MicrosecondsBetween(long from, long to) => (uint)Math.Clamp((to - from) * _millisecondsPerTick * 1000, 0, uint.MaxValue);
}
