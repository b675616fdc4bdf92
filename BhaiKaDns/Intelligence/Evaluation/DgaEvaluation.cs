using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;

namespace BhaiKaDns.Intelligence.Evaluation;

/// <summary>Measures scores of single names.</summary>
internal sealed class DgaEvaluation(ThreatModel model, Func<string, bool> isPopular)
{
    /// <summary>Families whose names were in training end so.</summary>
    public const string KnownSuffix = "@rows";

    /// <summary>What rows over all sources and over all families are called.</summary>
    public const string All = "all";
    public const string AllKnown = "all known";
    public const string AllOthers = "all others";

    private const string ThresholdsOfNames = "name.";
    private const float NeverFlagged = -1000;
    private static readonly (string Name, double Share)[] FalseShares = [("1e-2", 1e-2), ("1e-3", 1e-3), ("1e-4", 1e-4)];

    /// <summary>Measures each family and the known and unknown ones together, against each source and all together, without and with guard.</summary>
    public IEnumerable<DgaResult> Measure(IEnumerable<string> generatedFiles, IReadOnlyDictionary<string, List<ScoredName>> benign)
    {
        Dictionary<string, List<ScoredName>> families = new(StringComparer.Ordinal);
        foreach (string[] cells in generatedFiles.SelectMany(file => DataFile.Rows(file, leastCells: 2)))
        {
            ScoredName name = new(cells[1], ScoreOf(cells[1]), isPopular(cells[1]));
            Named(families, cells[0]).Add(name);
            Named(families, IsKnown(cells[0]) ? AllKnown : AllOthers).Add(name);
        }

        foreach ((string source, List<ScoredName> names) in benign)
        {
            foreach (bool isGuarded in (bool[])[false, true])
            {
                float[] good = [.. Scores(names, isGuarded).Order()];
                (string Name, float Threshold)[] thresholds = [.. FalseShares.Select(share => (share.Name, ErrorCurve.Threshold(good, share.Share)))];
                foreach ((string family, List<ScoredName> own) in families.OrderBy(family => family.Key, StringComparer.Ordinal))
                {
                    float[] bad = [.. Scores(own, isGuarded)];
                    yield return new DgaResult(family, IsKnown(family), source, isGuarded, bad.Length, ErrorCurve.Area(bad, good),
                        thresholds.ToDictionary(at => at.Name, at => ErrorCurve.Share(bad, at.Threshold), StringComparer.Ordinal));
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
            ScoredName name = new(cells[1], ScoreOf(cells[1]), IsMarked(cells) || isPopular(cells[1]));
            Named(sources, cells[0]).Add(name);
            Named(sources, All).Add(name);
        }

        return sources;
    }

    public IEnumerable<BenignResult> Flagged(IReadOnlyDictionary<string, List<ScoredName>> benign) =>
        benign.Select(source => new BenignResult(source.Key, source.Value.Count, source.Value.Count(name => name.IsPopular), Shares(source.Value, isGuarded: false), Shares(source.Value, isGuarded: true)));

    public float ScoreOf(string domain)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        return model.Score(DomainParts.OfText(DataFile.OctetsOf(domain)), features);
    }

    private Dictionary<string, double> Shares(List<ScoredName> names, bool isGuarded)
    {
        float[] scores = [.. Scores(names, isGuarded)];
        return model.File.Card.Thresholds.Where(at => at.Key.StartsWith(ThresholdsOfNames, StringComparison.Ordinal)).ToDictionary(at => at.Key, at => ErrorCurve.Share(scores, at.Value), StringComparer.Ordinal);
    }

    // The guard does not know which side a name is on: a popular one of malware escapes too.
    private static IEnumerable<float> Scores(List<ScoredName> names, bool isGuarded) => names.Select(name => isGuarded && name.IsPopular ? NeverFlagged : name.Score);

    private static bool IsKnown(string family) => family is AllKnown || family.EndsWith(KnownSuffix, StringComparison.Ordinal);

    // The third column of a benign file, in_top, where there is one.
    private static bool IsMarked(string[] cells) => cells.Length > 2 && cells[2].Trim().ToLowerInvariant() is not ("" or "0" or "false" or "no" or "-");

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
/// <param name="Popular">Names that the guard exempts.</param>
internal sealed record BenignResult(string Source, int Names, int Popular, IReadOnlyDictionary<string, double> Flagged, IReadOnlyDictionary<string, double> FlaggedWithGuard);
