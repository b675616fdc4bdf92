namespace BhaiKaDns.Resolution;

/// <summary>How long one upstream took in each minute of the last hour: sums and counts alone. Not safe from several threads at once; the upstream holds its lock.</summary>
internal sealed class LatencyHistory
{
    public const int Minutes = 60;

    private const long MinuteMs = 60_000;

    private readonly MinuteSum[] _minutes = new MinuteSum[Minutes];

    public void Answered(double elapsedMs, long nowMs)
    {
        ref MinuteSum minute = ref At(nowMs);
        minute.SumMs += elapsedMs;
        minute.MaxMs = Math.Max(minute.MaxMs, elapsedMs);
        minute.Answers++;
    }

    public void Failed(long nowMs) => At(nowMs).Failures++;

    /// <summary>The last hour, oldest minute first; the last one is not over yet.</summary>
    public IReadOnlyList<LatencyMinute> Read(long nowMs)
    {
        long now = nowMs / MinuteMs;
        LatencyMinute[] read = new LatencyMinute[Minutes];
        for (int back = 0; back < Minutes; back++)
        {
            long number = now - back;
            MinuteSum minute = number >= 0 ? _minutes[number % Minutes] : default;
            read[Minutes - 1 - back] = minute.Number == number && minute.Answers > 0
                ? new LatencyMinute(minute.SumMs / minute.Answers, minute.MaxMs, minute.Answers, minute.Failures)
                : new LatencyMinute(null, null, 0, minute.Number == number ? minute.Failures : 0);
        }

        return read;
    }

    private ref MinuteSum At(long nowMs)
    {
        long number = nowMs / MinuteMs;
        ref MinuteSum minute = ref _minutes[number % Minutes];
        if (minute.Number != number)
        {
            minute = new MinuteSum { Number = number };
        }

        return ref minute;
    }

    private struct MinuteSum
    {
        public long Number;
        public double SumMs;
        public double MaxMs;
        public int Answers;
        public int Failures;
    }
}

/// <summary>One minute of an upstream.</summary>
/// <param name="MeanMs">Null where it answered nothing.</param>
internal readonly record struct LatencyMinute(double? MeanMs, double? MaxMs, int Answers, int Failures);
