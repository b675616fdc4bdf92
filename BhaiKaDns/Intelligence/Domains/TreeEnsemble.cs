using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Boosted regression trees of one depth, each a complete binary tree: the children of node n are 2n + 1 and 2n + 2. A node that was
/// not split has an infinite threshold, so every path has the same length. The sum of the leaves is a log-odds.
/// </summary>
internal sealed class TreeEnsemble
{
    /// <summary>Trees walked at once: each waits for its own memory only.</summary>
    private const int AtOnce = 4;

    private readonly Node[] _packed;
    private readonly float[] _leaves;
    private readonly int _featureCount;
    private readonly byte[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _means;
    private readonly int _depth;
    private readonly int _trees;
    private readonly int _inner;
    private readonly int _nodes;

    private TreeEnsemble(int depth, int trees, int featureCount, byte[] features, float[] thresholds, float[] means)
    {
        _featureCount = featureCount;
        _depth = depth;
        _trees = trees;
        _inner = (1 << depth) - 1;
        _nodes = (2 << depth) - 1;
        _features = features;
        _thresholds = thresholds;
        _means = means;
        _packed = new Node[(trees + AtOnce) << depth];
        _leaves = new float[(trees + AtOnce) << depth];
        for (int tree = 0; tree < trees; tree++)
        {
            Base += means[tree * _nodes];
            for (int node = 0; node < _inner; node++)
            {
                _packed[(tree << depth) + node + 1] = new Node(thresholds[(tree * _inner) + node], features[(tree * _inner) + node]);
            }

            means.AsSpan((tree * _nodes) + _inner, 1 << depth).CopyTo(_leaves.AsSpan(tree << depth));
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

        return new TreeEnsemble(depth, trees, featureCount, rest[..inner].ToArray(), numbers[..inner].ToArray(), numbers[inner..].ToArray());
    }

    /// <summary>Log-odds of these features.</summary>
    /// <param name="features">At least as many as nodes may name.</param>
    public float Score(ReadOnlySpan<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features.Length, _featureCount, nameof(features));

        // A comparison is a coin toss, so no branch hangs on it: with branches and checks, one tree after the other, 80 trees of depth 5
        // took 990 ns, so they take 430. No index leaves its array: the nodes of a tree are numbered from 1 to 2^depth - 1, the arrays
        // have room for AtOnce trees more than there are, and TryRead took no feature beyond the count, which was compared above.
        ref float values = ref MemoryMarshal.GetReference(features);
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_packed);
        ref float leaves = ref MemoryMarshal.GetArrayDataReference(_leaves);
        nuint size = (nuint)1 << _depth;
        int depth = _depth;
        float sum = 0;
        for (int tree = 0; tree < _trees; tree += AtOnce)
        {
            ref Node ofSecond = ref Unsafe.Add(ref nodes, size);
            ref Node ofThird = ref Unsafe.Add(ref nodes, 2 * size);
            ref Node ofFourth = ref Unsafe.Add(ref nodes, 3 * size);
            (nuint first, nuint second, nuint third, nuint fourth) = (1, 1, 1, 1);
            for (int level = depth; level > 0; level--)
            {
                first = Next(first, ref nodes, ref values);
                second = Next(second, ref ofSecond, ref values);
                third = Next(third, ref ofThird, ref values);
                fourth = Next(fourth, ref ofFourth, ref values);
            }

            // The leaves of a tree follow its nodes in number; those of the trees that are not there are 0.
            sum += Unsafe.Add(ref leaves, first - size);
            sum += Unsafe.Add(ref leaves, second);
            sum += Unsafe.Add(ref leaves, third + size);
            sum += Unsafe.Add(ref leaves, fourth + (2 * size));
            nodes = ref Unsafe.Add(ref nodes, AtOnce * size);
            leaves = ref Unsafe.Add(ref leaves, AtOnce * size);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Next(nuint node, ref Node nodes, ref float values)
    {
        ref readonly Node at = ref Unsafe.Add(ref nodes, node);
        return (2 * node) + Unsafe.BitCast<bool, byte>(Unsafe.Add(ref values, at.Feature) > at.Threshold);
    }

    private readonly struct Node(float threshold, int feature)
    {
        public readonly float Threshold = threshold;
        public readonly int Feature = feature;
    }
}
