using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Gradient boosting of trees over histograms with the logistic loss and second-order leaves (Chen and Guestrin, 2016). Makes what
/// <see cref="Domains.TreeEnsemble"/> reads. Each feature's histogram is summed by one thread in the order of the rows, so the result
/// does not depend on how many threads there are.
/// </summary>
internal sealed class TreeTrainer(int depth, int trees, float rate = 0.2f, double ridge = 8, double leastHessian = 4)
{
    private const int MaxBins = 255;

    private readonly List<byte> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<float> _means = [];

    /// <param name="columns">Values of each feature, one a row.</param>
    public byte[] Train(float[][] columns, bool[] isBad, float[] weights)
    {
        int rows = isBad.Length;
        float[][] edges = new float[columns.Length][];
        byte[][] bins = new byte[columns.Length][];
        Parallel.For(0, columns.Length, feature => (edges[feature], bins[feature]) = Binned(columns[feature]));
        float[] scores = new float[rows];
        float[] gradients = new float[rows];
        float[] hessians = new float[rows];
        byte[] nodes = new byte[rows];
        for (int tree = 0; tree < trees; tree++)
        {
            for (int row = 0; row < rows; row++)
            {
                float chance = 1 / (1 + MathF.Exp(-scores[row]));
                gradients[row] = weights[row] * (chance - (isBad[row] ? 1 : 0));
                hessians[row] = weights[row] * Math.Max(1e-6f, chance * (1 - chance));
            }

            Grow(edges, bins, gradients, hessians, nodes, scores);
        }

        return [(byte)depth, (byte)trees, (byte)(trees >> 8), .. _features, .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_thresholds)), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_means))];
    }

    private void Grow(float[][] edges, byte[][] bins, float[] gradients, float[] hessians, byte[] nodes, float[] scores)
    {
        int inner = (1 << depth) - 1;
        Split[] splits = new Split[inner];
        Array.Clear(nodes);
        for (int level = 0; level < depth; level++)
        {
            int first = (1 << level) - 1;
            FindSplits(bins, edges, gradients, hessians, nodes, first, 1 << level, splits);
            for (int row = 0; row < nodes.Length; row++)
            {
                Split split = splits[nodes[row]];
                nodes[row] = (byte)((2 * nodes[row]) + (split.Feature >= 0 && bins[split.Feature][row] > split.Bin ? 2 : 1));
            }
        }

        float[] means = Means(gradients, hessians, nodes, inner);
        for (int row = 0; row < nodes.Length; row++)
        {
            scores[row] += means[nodes[row]];
        }

        _features.AddRange(splits.Select(split => (byte)Math.Max(0, split.Feature)));
        _thresholds.AddRange(splits.Select(split => split.Feature < 0 ? float.PositiveInfinity : edges[split.Feature][split.Bin]));
        _means.AddRange(means);
    }

    private void FindSplits(byte[][] bins, float[][] edges, float[] gradients, float[] hessians, byte[] nodes, int first, int count, Split[] splits)
    {
        Split[,] found = new Split[bins.Length, count];
        Parallel.For(0, bins.Length, feature =>
        {
            double[] sums = new double[count * (MaxBins + 1) * 2];
            byte[] own = bins[feature];
            for (int row = 0; row < own.Length; row++)
            {
                int at = (((nodes[row] - first) * (MaxBins + 1)) + own[row]) * 2;
                sums[at] += gradients[row];
                sums[at + 1] += hessians[row];
            }

            for (int node = 0; node < count; node++)
            {
                found[feature, node] = Best(feature, edges[feature].Length, sums.AsSpan(node * (MaxBins + 1) * 2, (MaxBins + 1) * 2));
            }
        });

        for (int node = 0; node < count; node++)
        {
            Split best = new(-1, 0, 1e-3);
            for (int feature = 0; feature < bins.Length; feature++)
            {
                best = found[feature, node].Gain > best.Gain ? found[feature, node] : best;
            }

            splits[first + node] = best;
        }
    }

    private Split Best(int feature, int edges, ReadOnlySpan<double> sums)
    {
        (double allGradient, double allHessian) = (0, 0);
        for (int at = 0; at < sums.Length; at += 2)
        {
            allGradient += sums[at];
            allHessian += sums[at + 1];
        }

        double whole = Worth(allGradient, allHessian);
        Split best = new(-1, 0, 0);
        (double gradient, double hessian) = (0, 0);
        for (int bin = 0; bin < edges; bin++)
        {
            gradient += sums[2 * bin];
            hessian += sums[(2 * bin) + 1];
            if (hessian >= leastHessian && allHessian - hessian >= leastHessian)
            {
                double gain = Worth(gradient, hessian) + Worth(allGradient - gradient, allHessian - hessian) - whole;
                best = gain > best.Gain ? new Split(feature, bin, gain) : best;
            }
        }

        return best;
    }

    private double Worth(double gradient, double hessian) => gradient * gradient / (hessian + ridge);

    // Leaves are steps of Newton; the mean of an inner node is that of its leaves by what they hold, so contributions add up.
    private float[] Means(float[] gradients, float[] hessians, byte[] leaves, int inner)
    {
        int nodes = (2 << depth) - 1;
        double[] gradient = new double[nodes];
        double[] hessian = new double[nodes];
        for (int row = 0; row < leaves.Length; row++)
        {
            gradient[leaves[row]] += gradients[row];
            hessian[leaves[row]] += hessians[row];
        }

        float[] means = new float[nodes];
        for (int node = nodes - 1; node >= 0; node--)
        {
            if (node >= inner)
            {
                means[node] = (float)(-rate * gradient[node] / (hessian[node] + ridge));
                continue;
            }

            int left = (2 * node) + 1;
            hessian[node] = hessian[left] + hessian[left + 1];
            means[node] = hessian[node] <= 0 ? 0 : (float)(((means[left] * hessian[left]) + (means[left + 1] * hessian[left + 1])) / hessian[node]);
        }

        return means;
    }

    private static (float[] Edges, byte[] Bins) Binned(float[] column)
    {
        float[] sorted = [.. column];
        Array.Sort(sorted);
        List<float> edges = [];
        for (int bin = 1; bin < MaxBins; bin++)
        {
            float edge = sorted[(int)((long)sorted.Length * bin / MaxBins)];
            if ((edges.Count == 0 || edge > edges[^1]) && edge < sorted[^1])
            {
                edges.Add(edge);
            }
        }

        byte[] bins = new byte[column.Length];
        float[] found = [.. edges];
        for (int row = 0; row < column.Length; row++)
        {
            int at = Array.BinarySearch(found, column[row]);
            bins[row] = (byte)(at < 0 ? ~at : at);
        }

        return (found, bins);
    }

    private readonly record struct Split(int Feature, int Bin, double Gain);
}
