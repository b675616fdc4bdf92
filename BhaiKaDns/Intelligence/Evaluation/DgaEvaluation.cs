using System.Text;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures scores of single names.</summary>
internal sealed class DgaEvaluation(ThreatModel model, Func<string, bool> isPopular)
{
    /// <summary>Families whose names were in training end so.</summary>
    public const string KnownSuffix = "@rows";

    private const float NeverFlagged = -1000;
    private static readonly (string Name, double Share)[] FalseShares = [("1e-2", 1e-2), ("1e-3", 1e-3), ("1e-4", 1e-4)];

    /// <summary>Measures each family and the known and unknown ones together, against each source and all together, without and with guard.</summary>
    public IEnumerable<DgaResult> Measure(IEnumerable<string> generatedFiles, IReadOnlyDictionary<string, List<ScoredName>> benign)
    {
        Dictionary<string, List<float>> families = new(StringComparer.Ordinal);
        foreach (string[] cells in generatedFiles.SelectMany(file => DataFile.Rows(file, leastCells: 2)))
        {
            float score = ScoreOf(cells[1]);
            Named(families, cells[0]).Add(score);
            Named(families, cells[0].EndsWith(KnownSuffix, StringComparison.Ordinal) ? "all known" : "all others").Add(score);
        }

        foreach ((string source, List<ScoredName> names) in benign)
        {
            foreach (bool isGuarded in (bool[])[false, true])
            {
                float[] good = [.. names.Select(name => isGuarded && name.IsPopular ? NeverFlagged : name.Score)];
                (string Name, float Threshold)[] thresholds = [.. FalseShares.Select(share => (share.Name, ErrorCurve.Threshold(good, share.Share)))];
                foreach ((string family, List<float> scores) in families.OrderBy(family => family.Key, StringComparer.Ordinal))
                {
                    yield return new DgaResult(family, family.EndsWith(KnownSuffix, StringComparison.Ordinal) || family is "all known", source, isGuarded, scores.Count,
                        ErrorCurve.Area(scores, good), thresholds.ToDictionary(at => at.Name, at => ErrorCurve.Share(scores, at.Threshold), StringComparer.Ordinal));
                }
            }
        }
    }

    /// <summary>Scores of the benign files by source; <c>all</c> has every one.</summary>
    public Dictionary<string, List<ScoredName>> ReadBenign(IEnumerable<string> files)
    {
        Dictionary<string, List<ScoredName>> sources = new(StringComparer.Ordinal);
        foreach (string[] cells in files.SelectMany(file => DataFile.Rows(file, leastCells: 2)))
        {
            ScoredName name = new(cells[1], ScoreOf(cells[1]), isPopular(cells[1]));
            Named(sources, cells[0]).Add(name);
            Named(sources, "all").Add(name);
        }

        return sources;
    }

    public IEnumerable<BenignResult> Flagged(IReadOnlyDictionary<string, List<ScoredName>> benign) =>
        benign.Select(source => new BenignResult(source.Key, source.Value.Count, Shares(source.Value, name => name.Score), Shares(source.Value, name => name.IsPopular ? NeverFlagged : name.Score)));

    public float ScoreOf(string domain)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        return model.Score(DomainParts.OfText(Encoding.Latin1.GetBytes(domain)), features);
    }

    private Dictionary<string, double> Shares(List<ScoredName> names, Func<ScoredName, float> score) =>
        model.File.Card.Thresholds.ToDictionary(at => at.Key, at => ErrorCurve.Share([.. names.Select(score)], at.Value), StringComparer.Ordinal);

    private static List<T> Named<T>(Dictionary<string, List<T>> lists, string name)
    {
        if (!lists.TryGetValue(name, out List<T>? list))
        {
            lists[name] = list = [];
        }

        return list;
    }
}

internal readonly record struct ScoredName(string Domain, float Score, bool IsPopular);

/// <summary>One name at a time: generated ones against benign ones.</summary>
/// <param name="Against">The benign source, or <c>all</c>.</param>
/// <param name="IsGuarded">Popular names count as benign whatever they score.</param>
/// <param name="Area">Area under the curve.</param>
/// <param name="DetectedAt">Share of names detected where so many of the benign ones are flagged.</param>
internal sealed record DgaResult(string Family, bool IsKnown, string Against, bool IsGuarded, int Names, double Area, IReadOnlyDictionary<string, double> DetectedAt);

/// <summary>What a source of benign names has to suffer at the thresholds that are shipped.</summary>
internal sealed record BenignResult(string Source, int Names, IReadOnlyDictionary<string, double> Flagged, IReadOnlyDictionary<string, double> FlaggedWithGuard);
