using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Makes the threat model. The n-gram score reaches the trees out of fold, folds by family, so that the trees learn how much it is worth
/// for families nobody has seen; benign rows that look generated to models which never saw them are left out, as popularity is not
/// innocence.
/// </summary>
internal sealed class ThreatModelTrainer(NameRows rows, byte[] words)
{
    private const int Bits = 17;
    private const int Folds = 5;

    /// <summary>Share of the rows of each benign source that is left out as suspicious.</summary>
    private const double Suspicious = 0.01;

    private readonly List<byte[]> _symbols = rows.Symbols();
    private readonly bool[] _isBad = [.. rows.AreGenerated];

    private readonly bool[] _isMade = [.. rows.Groups.Select(group => group.StartsWith(MadeFamilies.Prefix, StringComparison.Ordinal))];
    private float[][] _columns = [];

    private float[] _weights = [];

    /// <returns>The sections of the model's file.</returns>
    public List<(string Name, byte[] Octets)> Train()
    {
        _weights = RowWeights();
        LeaveOutSuspicious(Folded(_weights), _weights);
        (byte[] bigrams, byte[] trigrams) = LanguageTrainer.Train(Benign());
        byte[] topLevels = TopLevels();
        byte[] ngrams = Ngrams(_weights);
        Measure(new FeatureExtractor(LanguageTables.TryRead(bigrams, trigrams)!, WordTable.OfLines(words), TopLevelTable.TryRead(topLevels)!, NgramWeights.TryRead(ngrams)!));
        (byte[] trees, _) = Trees(_weights);

        float[] swarmWeights = SwarmWeights();
        LeaveOutSuspicious(Folded(swarmWeights), swarmWeights);
        byte[] swarmNgrams = Ngrams(swarmWeights);
        (byte[] swarmTrees, float[] among) = Trees(swarmWeights);
        byte[] swarm = new SwarmTrainer(rows, [.. among.Select(NameOf)], swarmWeights).Train();
        return
        [
            ("bigrams", bigrams), ("trigrams", trigrams), ("words", words), ("tlds", topLevels), ("ngrams", ngrams), ("trees", trees),
            ("swarmngrams", swarmNgrams), ("swarmtrees", swarmTrees), ("swarm", swarm),
        ];
    }

    private SwarmName NameOf(float margin, int row)
    {
        Span<float> features = stackalloc float[FeatureNames.Count];
        for (int feature = 0; feature < _columns.Length; feature++)
        {
            features[feature] = _columns[feature][row];
        }

        return SwarmName.Of(margin, DomainParts.OfText(Encoding.Latin1.GetBytes(rows.Domains[row])).Suffix, features);
    }

    private byte[] Ngrams(float[] weights)
    {
        NgramTrainer trainer = new(Bits);
        trainer.Train(_symbols, _isBad, weights, Order.Seed);
        return trainer.ToSection();
    }

    private void Measure(FeatureExtractor extractor)
    {
        _columns = [.. Enumerable.Range(0, FeatureNames.ModelCount).Select(_ => new float[rows.Count])];
        Parallel.For(0, rows.Count, row =>
        {
            Span<float> features = stackalloc float[FeatureNames.Count];
            extractor.Extract(DomainParts.OfText(Encoding.Latin1.GetBytes(rows.Domains[row])), features);
            for (int feature = 0; feature < _columns.Length; feature++)
            {
                _columns[feature][row] = features[feature];
            }
        });
    }

    private (byte[] Trees, float[] Scores) Trees(float[] weights)
    {
        _columns[(int)Feature.Ngrams] = Folded(weights);
        byte[] trees = new TreeTrainer(depth: 5, trees: 80).Train(_columns, _isBad, weights);
        TreeEnsemble ensemble = TreeEnsemble.TryRead(trees, FeatureNames.ModelCount)!;
        float[] scores = new float[rows.Count];
        Parallel.For(0, rows.Count, row =>
        {
            Span<float> features = stackalloc float[FeatureNames.ModelCount];
            for (int feature = 0; feature < _columns.Length; feature++)
            {
                features[feature] = _columns[feature][row];
            }

            scores[row] = ensemble.Score(features);
        });
        return (trees, scores);
    }

    // Made families weigh as much as the real ones together; both sides weigh the same.
    private float[] SwarmWeights()
    {
        double benign = _weights.Where((_, row) => !_isBad[row]).Sum(weight => (double)weight);
        int made = _isMade.Count(isMade => isMade);
        double real = _weights.Where((_, row) => _isBad[row]).Sum(weight => (double)weight);
        return [.. _weights.Select((weight, row) => _isMade[row] ? (float)(benign / 2 / made) : _isBad[row] ? (float)(weight * benign / 2 / real) : weight)];
    }

    // Both sides weigh the same; within the bad ones families count by the square root of their size.
    private float[] RowWeights()
    {
        Dictionary<string, int> sizes = rows.Groups.GroupBy(group => group, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        double sum = 0;
        int benign = _isBad.Count(isBad => !isBad);
        for (int row = 0; row < rows.Count; row++)
        {
            sum += _isBad[row] && !_isMade[row] ? 1 / Math.Sqrt(sizes[rows.Groups[row]]) : 0;
        }

        float[] weights = new float[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            weights[row] = _isMade[row] ? 0 : _isBad[row] ? (float)(benign / sum / Math.Sqrt(sizes[rows.Groups[row]])) : 1;
        }

        return weights;
    }

    private float[] Folded(float[] weights)
    {
        int[] folds = new int[rows.Count];
        string[] families = [.. rows.Groups.Where((_, row) => _isBad[row]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int row = 0; row < rows.Count; row++)
        {
            folds[row] = _isBad[row] ? Array.IndexOf(families, rows.Groups[row]) % Folds : (int)(Order.HashOf(rows.Domains[row]) % Folds);
        }

        float[] scores = new float[rows.Count];
        Parallel.For(0, Folds, fold =>
        {
            NgramTrainer trainer = new(Bits, passes: 3);
            trainer.Train(_symbols, _isBad, [.. weights.Select((weight, row) => folds[row] == fold ? 0 : weight)], Order.Seed);
            for (int row = 0; row < rows.Count; row++)
            {
                if (folds[row] == fold)
                {
                    scores[row] = trainer.Score(_symbols[row]);
                }
            }
        });
        return scores;
    }

    private void LeaveOutSuspicious(float[] scores, float[] weights)
    {
        foreach (IGrouping<string, int> source in Enumerable.Range(0, rows.Count).Where(row => !_isBad[row]).GroupBy(row => rows.Groups[row], StringComparer.Ordinal))
        {
            int count = (int)(source.Count() * Suspicious);
            foreach (int row in source.OrderByDescending(row => scores[row]).Take(count))
            {
                weights[row] = 0;
            }
        }
    }

    private IEnumerable<byte[]> Benign()
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (!_isBad[row] && _weights[row] > 0)
            {
                yield return _symbols[row];
            }
        }
    }

    private byte[] TopLevels()
    {
        var counts = rows.Domains.Where((_, row) => !_isBad[row]).GroupBy(domain => domain[(domain.LastIndexOf('.') + 1)..], StringComparer.Ordinal)
            .Select(group => (Label: group.Key, Count: group.Count())).OrderByDescending(group => group.Count).ThenBy(group => group.Label, StringComparer.Ordinal).ToArray();
        double most = counts[0].Count;
        return Encoding.ASCII.GetBytes(string.Join('\n', counts.Where(group => group.Count > 1).Select(group => $"{group.Label} {Math.Min(TopLevelTable.Unknown - 1, (int)Math.Log2(most / group.Count))}")));
    }
}
