namespace BhaiKaDns.Benchmarks;

/// <summary>Draws ranks from 0 with a probability that falls as 1 / (rank + 1)^skew.</summary>
internal sealed class ZipfRanks
{
    private readonly double[] _sums;

    public ZipfRanks(int count, double skew)
    {
        _sums = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++)
        {
            sum += Math.Pow(rank + 1, -skew);
            _sums[rank] = sum;
        }
    }

    public int Next(Random random)
    {
        int found = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return Math.Min(found < 0 ? ~found : found, _sums.Length - 1);
    }
}
