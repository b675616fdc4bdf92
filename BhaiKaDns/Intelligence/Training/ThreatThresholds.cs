using System.Text;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Evaluation;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Finds the scores from which something is told: <c>name.SENSITIVITY</c> and <c>swarm.SENSITIVITY.SIZE</c>, on benign names of sources
/// that the model never saw.
/// </summary>
internal static class ThreatThresholds
{
    /// <summary>Sizes of swarms; between them the next smaller one holds.</summary>
    public static readonly int[] Sizes = [5, 10, 20, 40];

    private const int Windows = 6000;

    /// <summary>Shares of benign names and of benign swarms that may be flagged, by the sensitivity's name.</summary>
    private static readonly (string Name, double OfNames, double OfSwarms)[] Sensitivities = [("relaxed", 5e-5, 0), ("balanced", 2e-4, 2e-4), ("strict", 1e-3, 1e-3)];

    public static Dictionary<string, float> Measure(ThreatModel model, NameRows benign)
    {
        float[] alone = new float[benign.Count];
        SwarmName[] among = new SwarmName[benign.Count];
        Parallel.For(0, benign.Count, row =>
        {
            Span<float> features = stackalloc float[FeatureNames.Count];
            DomainParts parts = DomainParts.OfText(Encoding.Latin1.GetBytes(benign.Domains[row]));
            alone[row] = model.Score(parts, features);
            among[row] = model.AmongOthers(parts, features);
        });
        Dictionary<string, float> thresholds = new(StringComparer.Ordinal);
        foreach ((string name, double ofNames, double ofSwarms) in Sensitivities)
        {
            thresholds[$"name.{name}"] = ErrorCurve.Threshold(alone, ofNames);
            foreach (int size in Sizes)
            {
                thresholds[$"swarm.{name}.{size}"] = ErrorCurve.Threshold(Scores(model.Swarm, among, size), ofSwarms);
            }
        }

        // Too few names for a size: it has no threshold, and nothing is told.
        return new Dictionary<string, float>(thresholds.Where(at => float.IsFinite(at.Value)), StringComparer.Ordinal);
    }

    private static float[] Scores(SwarmModel model, SwarmName[] names, int size)
    {
        int[] order = Order.Shuffled(names.Length, (ulong)size);
        float[] scores = new float[Math.Min(Windows, names.Length / size)];
        for (int window = 0; window < scores.Length; window++)
        {
            SwarmName[] swarm = [.. Enumerable.Range(window * size, size).Select(at => names[order[at]])];
            scores[window] = model.Score(swarm);
        }

        return scores;
    }
}
