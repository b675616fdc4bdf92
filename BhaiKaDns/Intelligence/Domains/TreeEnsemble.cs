using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Boosted regression trees of one depth, each a complete binary tree: the children of node n are 2n + 1 and 2n + 2. A node that was
/// not split has an infinite threshold, so every path has the same length. The sum of the leaves is a log-odds.
/// </summary>
internal sealed class TreeEnsemble
{
    private readonly byte[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _means;
    private readonly int _depth;
    private readonly int _trees;
    private readonly int _inner;
    private readonly int _nodes;

    private TreeEnsemble(int depth, int trees, byte[] features, float[] thresholds, float[] means)
    {
        _depth = depth;
        _trees = trees;
        _inner = (1 << depth) - 1;
        _nodes = (2 << depth) - 1;
        _features = features;
        _thresholds = thresholds;
        _means = means;
        for (int tree = 0; tree < trees; tree++)
        {
            Base += means[tree * _nodes];
        }
    }

    /// <summary>The score of a name of which nothing is known: the sum of the roots' means.</summary>
    public float Base { get; }

    /// <summary>
    /// Depth and number of trees (a byte and 16 bits), then of all trees the features of the inner nodes, their thresholds, and the
    /// means of all nodes, leaves last. Null if lengths, features or numbers make no sense.
    /// </summary>
    /// <param name="featureCount">Features that nodes may name.</param>
    public static TreeEnsemble? TryRead(ReadOnlySpan<byte> section, int featureCount)
    {
        if (section.Length < 3 || section[0] is < 1 or > 8)
        {
            return null;
        }

        int depth = section[0];
        int trees = section[1] | (section[2] << 8);
        int inner = trees * ((1 << depth) - 1);
        int nodes = trees * ((2 << depth) - 1);
        ReadOnlySpan<byte> rest = section[3..];
        if (rest.Length != inner + ((inner + nodes) * sizeof(float)) || rest[..inner].ContainsAnyExceptInRange((byte)0, (byte)(featureCount - 1)))
        {
            return null;
        }

        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(rest[inner..].ToArray());
        foreach (float mean in numbers[inner..])
        {
            if (!float.IsFinite(mean))
            {
                return null;
            }
        }

        return new TreeEnsemble(depth, trees, rest[..inner].ToArray(), numbers[..inner].ToArray(), numbers[inner..].ToArray());
    }

    /// <summary>Log-odds of these features.</summary>
    public float Score(ReadOnlySpan<float> features)
    {
        float sum = 0;
        for (int tree = 0; tree < _trees; tree++)
        {
            ReadOnlySpan<byte> used = _features.AsSpan(tree * _inner, _inner);
            ReadOnlySpan<float> thresholds = _thresholds.AsSpan(tree * _inner, _inner);
            int node = 0;
            for (int level = 0; level < _depth; level++)
            {
                node = (2 * node) + (features[used[node]] > thresholds[node] ? 2 : 1);
            }

            sum += _means[(tree * _nodes) + node];
        }

        return sum;
    }

    /// <summary>
    /// What each feature adds to the score: the changes of the nodes' means along the paths (Saabas, 2014). With <see cref="Base"/> they
    /// sum to the score, but for rounding.
    /// </summary>
    public void Contribute(ReadOnlySpan<float> features, Span<float> contributions)
    {
        for (int tree = 0; tree < _trees; tree++)
        {
            int node = 0;
            for (int level = 0; level < _depth; level++)
            {
                int inner = (tree * _inner) + node;
                int next = (2 * node) + (features[_features[inner]] > _thresholds[inner] ? 2 : 1);
                contributions[_features[inner]] += _means[(tree * _nodes) + next] - _means[(tree * _nodes) + node];
                node = next;
            }
        }
    }
}
