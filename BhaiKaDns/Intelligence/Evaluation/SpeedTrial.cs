using System.Diagnostics;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Times how long the threat model takes for a name, features and all.</summary>
internal static class SpeedTrial
{
    private const int Rounds = 21;

    /// <summary>Fewer would be over before the code is compiled well: few names are scored several times.</summary>
    private const int LeastScores = 10_000;

    public static ScoringSpeed Run(ThreatModel model, byte[][] names)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        double[] rounds = new double[Rounds];
        int scores = Math.Max(LeastScores, names.Length);
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long from = Stopwatch.GetTimestamp();
            for (int score = 0; score < scores; score++)
            {
                _ = model.Score(DomainParts.OfText(names[score % names.Length]), features);
            }

            rounds[round] = Stopwatch.GetElapsedTime(from).TotalNanoseconds / scores;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(rounds);
        return new ScoringSpeed(names.Length, rounds[0], rounds[Rounds / 2], allocated);
    }
}

/// <param name="BestNanoseconds">Of a name scored alone, features and all; the least of several rounds.</param>
/// <param name="AllocatedBytes">Of the last round over all names.</param>
internal sealed record ScoringSpeed(int Names, double BestNanoseconds, double MedianNanoseconds, long AllocatedBytes);
