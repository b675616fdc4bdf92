namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Scores distinct names that failed together: the mean of their margins, and trees over how alike they are. A program's names agree in
/// length, alphabet and suffix; a person's mistakes do not.
/// </summary>
internal sealed class SwarmModel(TreeEnsemble trees)
{
    /// <summary>Fewer names say nothing.</summary>
    public const int LeastNames = 5;

    /// <summary>More names than this add nothing.</summary>
    public const int MostNames = 40;

    public const int FeatureCount = 15;

    // One name must not carry a swarm, nor acquit it.
    private const float LeastMargin = -8;
    private const float MostMargin = 4;

    public static SwarmModel? TryRead(ReadOnlySpan<byte> section) => TreeEnsemble.TryRead(section, FeatureCount) is TreeEnsemble trees ? new SwarmModel(trees) : null;

    /// <param name="names">From <see cref="LeastNames"/> to <see cref="MostNames"/> of them.</param>
    public float Score(ReadOnlySpan<SwarmName> names)
    {
        Span<float> features = stackalloc float[FeatureCount];
        Measure(names, features);
        return features[0] + trees.Score(features);
    }

    public static void Measure(ReadOnlySpan<SwarmName> names, Span<float> features)
    {
        Span<float> margins = stackalloc float[MostNames];
        margins = margins[..names.Length];
        Moments length = default, coverage = default, trigrams = default, digits = default, words = default, entropy = default;
        float sum = 0;
        for (int at = 0; at < names.Length; at++)
        {
            margins[at] = Math.Clamp(names[at].Margin, LeastMargin, MostMargin);
            sum += margins[at];
            length.Add(names[at].Length);
            coverage.Add(names[at].WordCoverage);
            trigrams.Add(names[at].TrigramMean);
            digits.Add(names[at].DigitRatio);
            words.Add(names[at].Words);
            entropy.Add(names[at].Entropy);
        }

        (int suffixes, int sameLength) = Agreement(names);
        margins.Sort();
        float count = names.Length;
        features[0] = sum / count;
        features[1] = margins[names.Length / 4];
        features[2] = length.Deviation;
        features[3] = length.Mean;
        features[4] = suffixes / count;
        features[5] = coverage.Mean;
        features[6] = coverage.Deviation;
        features[7] = trigrams.Mean;
        features[8] = trigrams.Deviation;
        features[9] = digits.Mean;
        features[10] = digits.Deviation;
        features[11] = words.Mean;
        features[12] = entropy.Deviation;
        features[13] = sameLength / count;
        features[14] = MathF.Log(count);
    }

    // How many different suffixes there are, and how many names share the commonest length.
    private static (int Suffixes, int SameLength) Agreement(ReadOnlySpan<SwarmName> names)
    {
        (int suffixes, int most) = (0, 0);
        for (int at = 0; at < names.Length; at++)
        {
            bool isFirst = true;
            int same = 0;
            for (int other = 0; other < names.Length; other++)
            {
                isFirst &= other >= at || names[other].Suffix != names[at].Suffix;
                same += names[other].Length == names[at].Length ? 1 : 0;
            }

            suffixes += isFirst ? 1 : 0;
            most = Math.Max(most, same);
        }

        return (suffixes, most);
    }

    private struct Moments
    {
        private float _sum;
        private float _squares;
        private int _count;

        public readonly float Mean => _sum / _count;

        public readonly float Deviation => MathF.Sqrt(MathF.Max(0, (_squares / _count) - (Mean * Mean)));

        public void Add(float value)
        {
            _sum += value;
            _squares += value * value;
            _count++;
        }
    }
}
