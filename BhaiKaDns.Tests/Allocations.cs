namespace BhaiKaDns;

/// <summary>Counts what the calling thread allocates.</summary>
internal static class Allocations
{
    /// <summary>Octets allocated by one call of <paramref name="action"/> after it has been warmed up.</summary>
    public static long Of(Action action)
    {
        for (int round = 0; round < 100; round++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
