namespace BhaiKaDns.Benchmarks;

/// <summary>Traces of numbered questions by popularity (Zipf), the same for the same arguments.</summary>
internal static class ZipfTrace
{
    public const int Names = 100_000;
    public const int Queries = 1_000_000;

    /// <summary>How often a scan begins, and how many queries it lasts: half of the time, so that its end is seen as well.</summary>
    private const int ScanEvery = 200_000;
    private const int ScanLength = 100_000;

    /// <summary>Share of the queries during a scan that ask for names never seen before or after: a crawler, a port scanner's look-ups.</summary>
    private const double ScanShare = 0.25;

    public static int[] Pure(double skew) => Generate(skew, scanShare: 0, shift: 0);

    public static int[] WithScan(double skew) => Generate(skew, ScanShare, shift: 0);

    /// <summary>What is popular moves on by 5,000 names ten times: the house turns from one thing to another.</summary>
    public static int[] Shifting(double skew) => Generate(skew, scanShare: 0, shift: 5_000);

    /// <summary>A loop over more names than fit, which plain LRU never hits.</summary>
    public static int[] Loop(int names) => [.. Enumerable.Range(0, Queries / 2).Select(at => at % names)];

    private static int[] Generate(double skew, double scanShare, int shift)
    {
        Random random = new(20);
        ZipfRanks ranks = new(Names, skew);
        int fresh = Names;
        int[] trace = new int[Queries];
        for (int at = 0; at < trace.Length; at++)
        {
            bool isScanning = at % ScanEvery >= ScanEvery - ScanLength;
            trace[at] = isScanning && random.NextDouble() < scanShare
                ? fresh++
                : (ranks.Next(random) + (at / (Queries / 10) * shift)) % Names;
        }

        return trace;
    }
}
