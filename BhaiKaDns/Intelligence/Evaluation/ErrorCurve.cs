namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>How well a score tells two kinds apart.</summary>
internal static class ErrorCurve
{
    /// <summary>The chance that a bad one scores higher than a good one, ties half: area under the receiver operating characteristic. NaN without both.</summary>
    public static double Area(IReadOnlyList<float> bad, IReadOnlyList<float> good)
    {
        if (bad.Count == 0 || good.Count == 0)
        {
            return double.NaN;
        }

        float[] sorted = [.. good.Order()];
        double sum = 0;
        foreach (float score in bad)
        {
            sum += Below(sorted, score) + ((Below(sorted, MathF.BitIncrement(score)) - Below(sorted, score)) / 2.0);
        }

        return sum / bad.Count / good.Count;
    }

    /// <summary>The least score above which at most this share of the good ones lies; NaN of none.</summary>
    public static float Threshold(IReadOnlyList<float> good, double falseShare)
    {
        if (good.Count == 0)
        {
            return float.NaN;
        }

        float[] sorted = [.. good.OrderDescending()];
        int allowed = (int)(sorted.Length * falseShare);
        return allowed >= sorted.Length ? float.NegativeInfinity : MathF.BitIncrement(sorted[allowed]);
    }

    /// <summary>Share of scores at or above a threshold; NaN without both.</summary>
    public static double Share(IReadOnlyList<float> scores, float threshold) =>
        scores.Count == 0 || float.IsNaN(threshold) ? double.NaN : scores.Count(score => score >= threshold) / (double)scores.Count;

    // How many lie below.
    private static int Below(float[] sorted, float score)
    {
        (int from, int to) = (0, sorted.Length);
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = sorted[middle] < score ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
