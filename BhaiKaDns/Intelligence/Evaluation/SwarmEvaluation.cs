using System.Globalization;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures judgements of names that failed together.</summary>
internal sealed class SwarmEvaluation(ThreatModel model)
{
    private const string Benign = "benign";
    private static readonly int[] Sizes = [5, 10, 20, 40];
    private static readonly string[] Sensitivities = ["relaxed", "balanced", "strict"];

    public IEnumerable<SwarmResult> Measure(IEnumerable<string> files)
    {
        List<(string Label, SwarmName[] Names)> windows = [.. files.SelectMany(file => DataFile.Rows(file, leastCells: 3)).Select(cells => (cells[1], Names(cells[2])))];
        foreach (int size in Sizes)
        {
            ILookup<string, float> scores = windows.Where(window => window.Names.Length >= size).ToLookup(window => window.Label, window => model.Swarm.Score(window.Names.AsSpan(0, size)), StringComparer.Ordinal);
            float[] benign = [.. scores[Benign].Order()];
            (string Name, float Threshold)[] thresholds = [("1e-3", ErrorCurve.Threshold(benign, 1e-3)), ("none", ErrorCurve.Threshold(benign, 0)), .. Shipped(size)];
            ILookup<string, float> together = scores.Where(kind => kind.Key is not Benign).SelectMany(kind => kind.Select(score => (IsKnown: kind.Key.EndsWith(DgaEvaluation.KnownSuffix, StringComparison.Ordinal), Score: score)))
                .ToLookup(row => row.IsKnown ? DgaEvaluation.AllKnown : DgaEvaluation.AllOthers, row => row.Score, StringComparer.Ordinal);
            foreach (IGrouping<string, float> label in together.Concat(scores).OrderBy(label => label.Key, StringComparer.Ordinal))
            {
                float[] own = [.. label];
                double area = label.Key is Benign ? double.NaN : ErrorCurve.Area(own, benign);
                yield return new SwarmResult(label.Key, size, own.Length, benign.Length, area, thresholds.ToDictionary(at => at.Name, at => ErrorCurve.Share(own, at.Threshold), StringComparer.Ordinal));
            }
        }
    }

    private IEnumerable<(string Name, float Threshold)> Shipped(int size) =>
        Sensitivities.Select(name => (name, model.File.Card.Thresholds.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"swarm.{name}.{size}"), float.PositiveInfinity)));

    private SwarmName[] Names(string text)
    {
        string[] domains = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(SwarmModel.MostNames)];
        SwarmName[] names = new SwarmName[domains.Length];
        Span<float> features = stackalloc float[FeatureNames.Count];
        for (int at = 0; at < domains.Length; at++)
        {
            names[at] = model.AmongOthers(DomainParts.OfText(DataFile.OctetsOf(domains[at])), features);
        }

        return names;
    }
}

/// <summary>Windows of names that failed together, of one label.</summary>
/// <param name="Size">Names taken from the start of each window.</param>
/// <param name="Detected">Shares detected where so many of the benign windows are flagged: <c>1e-3</c> and <c>none</c>; and at the shipped thresholds.</param>
internal sealed record SwarmResult(string Label, int Size, int Windows, int BenignWindows, double Area, IReadOnlyDictionary<string, double> Detected);
