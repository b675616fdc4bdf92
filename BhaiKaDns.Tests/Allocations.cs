namespace BhaiKaDns;

/// <summary>Counts what a method on the hot path takes from the managed heap.</summary>
internal static class Allocations
{
    private const int WarmUps = 100;
    private const int Rounds = 20;
    private const int RunsPerRound = 200;

    /// <summary>
    /// Bytes per run on this thread, rounded up. Code that is not yet optimised may box where optimised code does not, so the least of
    /// several rounds counts; one that allocates on every run does so in each of them.
    /// </summary>
    public static long Of(Action action)
    {
        for (int run = 0; run < WarmUps; run++)
        {
            action();
        }

        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int run = 0; run < RunsPerRound; run++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (least + RunsPerRound - 1) / RunsPerRound;
    }
}
