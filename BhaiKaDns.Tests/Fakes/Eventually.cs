using System.Diagnostics;
using NUnit.Framework;

namespace BhaiKaDns.Fakes;

/// <summary>Waits for what another thread will have done soon, giving it the processor meanwhile.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Patience), "It did not come true.");
            await Task.Yield();
        }
    }

    /// <summary>As above, for a condition that is asked of another process; asked again after a pause.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using PeriodicTimer again = new(TimeSpan.FromMilliseconds(100));
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Patience), "It did not come true.");
            await again.WaitForNextTickAsync();
        }
    }
}
