using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Makes the trees over swarms: windows of one family against windows of benign names, of one source and of all,
/// with margins of models that did not see the families.
/// </summary>
internal sealed class SwarmTrainer(NameRows rows, SwarmName[] names, float[] weights)
{
    private const int GeneratedWindows = 60;
    private const int BenignWindows = 1500;

    private static readonly int[] Sizes = [5, 10, 20, 40];

    public byte[] Train()
    {
        List<float[]> windows = [];
        List<bool> labels = [];
        foreach (int size in Sizes)
        {
            foreach (IGrouping<string, int> group in Groups())
            {
                bool isBad = rows.AreGenerated[group.First()];
                AddWindows([.. group], size, isBad ? GeneratedWindows : BenignWindows, windows);
                labels.AddRange(Enumerable.Repeat(isBad, windows.Count - labels.Count));
            }

            AddWindows(Benign(), size, 2 * BenignWindows, windows);
            labels.AddRange(Enumerable.Repeat(false, windows.Count - labels.Count));
        }

        float worth = labels.Count(isBad => !isBad) / (float)labels.Count(isBad => isBad);
        float[][] columns = [.. Enumerable.Range(0, SwarmModel.FeatureCount).Select(feature => windows.Select(window => window[feature]).ToArray())];
        return new TreeTrainer(depth: 2, trees: 40, rate: 0.15f, ridge: 20, leastHessian: 20).Train(columns, [.. labels], [.. labels.Select(isBad => isBad ? worth : 1)]);
    }

    private IEnumerable<IGrouping<string, int>> Groups() =>
        Enumerable.Range(0, rows.Count).Where(row => weights[row] > 0).GroupBy(row => rows.Groups[row], StringComparer.Ordinal);

    private int[] Benign() => [.. Enumerable.Range(0, rows.Count).Where(row => weights[row] > 0 && !rows.AreGenerated[row])];

    private void AddWindows(int[] group, int size, int most, List<float[]> windows)
    {
        foreach (SwarmName[] window in Windows(group, size, most))
        {
            float[] features = new float[SwarmModel.FeatureCount];
            SwarmModel.Measure(window, features);
            windows.Add(features);
        }
    }

    private IEnumerable<SwarmName[]> Windows(int[] group, int size, int most)
    {
        int[] order = Order.Shuffled(group.Length, (ulong)size);
        for (int window = 0; window < Math.Min(most, group.Length / size); window++)
        {
            yield return [.. Enumerable.Range(window * size, size).Select(at => names[group[order[at]]])];
        }
    }
}
