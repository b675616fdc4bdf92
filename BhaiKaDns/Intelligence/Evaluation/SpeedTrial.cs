using System.Diagnostics;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Times how long the threat model takes for a name, features and all.</summary>
internal static class SpeedTrial
{
    private const int Rounds = 21;

    public static ScoringSpeed Run(ThreatModel model, byte[][] names)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        double[] rounds = new double[Rounds];
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long from = Stopwatch.GetTimestamp();
            foreach (byte[] name in names)
            {
                _ = model.Score(DomainParts.OfText(name), features);
            }

            rounds[round] = Stopwatch.GetElapsedTime(from).TotalNanoseconds / names.Length;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(rounds);
        return new ScoringSpeed(names.Length, rounds[0], rounds[Rounds / 2], allocated);
    }
}

/// <param name="BestNanoseconds">Of a name scored alone, features and all; the least of several rounds.</param>
/// <param name="AllocatedBytes">Of the last round over all names.</param>
internal sealed record ScoringSpeed(int Names, double BestNanoseconds, double MedianNanoseconds, long AllocatedBytes);
