using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// The last intervals between one device's questions for one name. Questions within two seconds are one beat: devices ask A, AAAA and
/// HTTPS together and repeat what is not answered.
/// </summary>
internal struct HeartbeatRhythm
{
    public const int Kept = 16;

    private const long BurstMs = 2_000;
    private const long ShortestMs = 5_000;
    private const long LongestMs = 6 * 60 * 60 * 1000;

    // Few intervals must be like a metronome's; only many may scatter. 0.05 is a metronome and 0.40 nothing.
    private const int LeastIntervals = 6;
    private const double FewVariation = 0.05;
    private const int SeveralIntervals = 9;
    private const double SeveralVariation = 0.07;
    private const int ManyIntervals = 12;
    private const double ManyVariation = 0.09;
    private const double AllVariation = 0.12;

    // Whoever explains intervals away finds a rhythm in anything: the rest must then be the plainer.
    private const double ExplainedVariation = 0.06;

    // A beat that was missed makes an interval of two or three periods.
    private const int MostPeriods = 3;

    public ulong Pair;
    public long SinceMs;

    /// <summary>Told, or not to be told: no more is measured.</summary>
    public bool IsSettled;
    private byte _count;
    private byte _next;
    private ushort _beats;
    private long _lastBeatMs;
    private long _lastMs;

    // Eleven bits of each are a twentieth of the least variation that matters.
    private Intervals _seconds;

    /// <summary>Beats since <see cref="SinceMs"/>, up to 65,535.</summary>
    public readonly int Beats => _beats;

    /// <summary>Takes a question; true if it began a beat that ended a fitting interval.</summary>
    public bool Beat(long nowMs)
    {
        long sinceLast = nowMs - _lastMs;
        long interval = nowMs - _lastBeatMs;
        bool isFirst = _beats == 0;
        _lastMs = Math.Max(_lastMs, nowMs);
        if (!isFirst && sinceLast < BurstMs)
        {
            return false;
        }

        if (isFirst || interval is < ShortestMs or > LongestMs)
        {
            _count = 0;
            _next = 0;
            _beats = 1;
            SinceMs = nowMs;
            _lastBeatMs = nowMs;
            return false;
        }

        _seconds[_next] = (Half)(interval / 1000F);
        _next = (byte)((_next + 1) % Kept);
        _count = (byte)Math.Min(_count + 1, Kept);
        _beats += _beats == ushort.MaxValue ? (ushort)0 : (ushort)1;
        _lastBeatMs = nowMs;
        return true;
    }

    /// <summary>Finds the period, if there is a plain one.</summary>
    public readonly bool TryMeasure(out HeartbeatMeasure measure)
    {
        measure = default;
        if (_count < LeastIntervals)
        {
            return false;
        }

        Span<float> sorted = stackalloc float[Kept];
        sorted = sorted[.._count];
        for (int at = 0; at < sorted.Length; at++)
        {
            sorted[at] = (float)_seconds[at];
        }

        sorted.Sort();

        // Most intervals are whole beats, so the middle one is; the mean over all that fit then sharpens it.
        double period = sorted[(_count - 1) / 2];
        double seconds = 0;
        int periods = 0;
        int whole = 0;
        int fitting = 0;
        foreach (float interval in sorted)
        {
            int times = (int)Math.Round(interval / period);
            if (times is >= 1 and <= MostPeriods)
            {
                seconds += interval;
                periods += times;
                fitting++;
                whole += times == 1 ? 1 : 0;
            }
        }

        // A fifth may be missed beats; one of many may be anything, as when the device slept.
        if (periods == 0 || whole < _count - (_count / 5) || fitting < _count - (_count / ManyIntervals))
        {
            return false;
        }

        period = seconds / periods;
        double squares = 0;
        foreach (float interval in sorted)
        {
            int times = (int)Math.Round(interval / period);
            if (times is >= 1 and <= MostPeriods)
            {
                double off = (interval / period) - times;
                squares += off * off;
            }
        }

        double variation = Math.Sqrt(squares / Math.Max(1, fitting - 1));
        measure = new HeartbeatMeasure(period, variation);
        return variation <= (whole == _count ? Allowed(_count) : Math.Min(Allowed(_count), ExplainedVariation));
    }

    /// <summary>What this place is worth to a table that needs room; below zero if nothing.</summary>
    public readonly long WorthAt(long nowMs)
    {
        long age = nowMs - _lastMs;
        return Pair == 0 || age > LongestMs ? -1 : ((long)_count << 32) + LongestMs - age;
    }

    private static double Allowed(int count) => count switch
    {
        < SeveralIntervals => FewVariation,
        < ManyIntervals => SeveralVariation,
        < Kept => ManyVariation,
        _ => AllVariation,
    };

    [InlineArray(Kept)]
    private struct Intervals
    {
        private Half _first;
    }
}

/// <param name="Variation">Standard deviation of an interval as a share of the period.</param>
internal readonly record struct HeartbeatMeasure(double PeriodSeconds, double Variation);
