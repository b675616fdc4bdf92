using System.Numerics;

namespace BhaiKaDns.Analytics;

/// <summary>Durations sorted into steps that are each half an octave wide: a median read from them is right to some 20 %.</summary>
internal static class LatencyScale
{
    /// <summary>Steps; the last holds everything from 8 s on.</summary>
    public const int Steps = 48;

    public static int StepOf(uint microseconds)
    {
        if (microseconds < 2)
        {
            return 0;
        }

        int octave = BitOperations.Log2(microseconds);
        return Math.Min((2 * octave) + (int)((microseconds >> (octave - 1)) & 1), Steps - 1);
    }

    /// <summary>The duration below which this share of all lies; null if there is none.</summary>
    /// <param name="share">0 to 1.</param>
    public static TimeSpan? Quantile(ReadOnlySpan<long> counts, double share)
    {
        long all = 0;
        foreach (long count in counts)
        {
            all += count;
        }

        if (all == 0)
        {
            return null;
        }

        double wanted = Math.Max(share * all, 1);
        double below = 0;
        int step = 0;
        while (step < counts.Length - 1 && below + counts[step] < wanted)
        {
            below += counts[step++];
        }

        // Evenly spread within the step.
        double within = counts[step] == 0 ? 0 : (wanted - below) / counts[step];
        double microseconds = LowerEdge(step) + ((LowerEdge(step + 1) - LowerEdge(step)) * within);
        return TimeSpan.FromMicroseconds(microseconds);
    }

    private static double LowerEdge(int step) => step < 2 ? step : (1L << (step / 2)) * (step % 2 == 0 ? 1 : 1.5);
}
