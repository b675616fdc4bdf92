using System.Globalization;
using BhaiKaDns.Caching;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Lru;
using BitFaster.Caching.Scheduler;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>
/// Hit rate of the cache at its default capacity against plain LRU, on traces whose answers outlive them. The seed of hashes differs
/// in each process and moves the figures by a few hundredths of a point.
/// </summary>
[TestFixture]
internal sealed class ZipfScanTests
{
    private const int Capacity = 10_000;
    private const uint Ttl = 86_400;

    [TestCase(0.9)]
    [TestCase(1.0)]
    public void HitRate_ZipfWithScan_IsFivePointsAboveLru(double skew)
    {
        int[] trace = ZipfTrace.WithScan(skew);

        double gain = Gain("zipf with scan", skew, trace);
        PrintLibrary(trace);

        Assert.That(gain, Is.GreaterThan(5));
    }

    [TestCase(0.9)]
    [TestCase(1.0)]
    public void HitRate_PureZipf_IsAboveLru(double skew)
    {
        int[] trace = ZipfTrace.Pure(skew);

        double gain = Gain("zipf", skew, trace);

        Assert.That(gain, Is.GreaterThan(3));
    }

    [Test]
    public void HitRate_PopularityMoves_IsNotBelowLru()
    {
        int[] trace = ZipfTrace.Shifting(0.9);

        double gain = Gain("zipf, moving", 0.9, trace);

        Assert.That(gain, Is.GreaterThan(-0.1));
    }

    [TestCase(12_000)]
    [TestCase(15_000)]
    public void HitRate_LoopOverMoreThanFits_IsFarAboveLru(int names)
    {
        int[] trace = ZipfTrace.Loop(names);

        double gain = Gain("loop", names, trace);

        Assert.That(gain, Is.GreaterThan(20));
    }

    private static double Gain(string what, double parameter, int[] trace)
    {
        LruModel lru = new(Capacity);
        double plain = Share(trace, lru.Ask);
        using TraceReplay cache = new(new CacheOptions { Capacity = Capacity });
        double own = Share(trace, question => AskOrStore(cache, question));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what} {parameter}: {own:F2} % of hits, plain LRU {plain:F2} %, {own - plain:+0.00;-0.00} points"));
        return own - plain;
    }

    private static void PrintLibrary(int[] trace)
    {
        ConcurrentLru<int, int> twoQueues = new(1, Capacity, EqualityComparer<int>.Default);
        double libraryLru = Share(trace, question => AskOrAdd(twoQueues.TryGet(question, out _), question, twoQueues.AddOrUpdate));
        ConcurrentLfu<int, int> tiny = new(1, Capacity, new ForegroundScheduler(), EqualityComparer<int>.Default);
        double libraryLfu = Share(trace, question => AskOrAdd(tiny.TryGet(question, out _), question, tiny.AddOrUpdate));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"BitFaster.Caching on the same trace: ConcurrentLru {libraryLru:F2} %, ConcurrentLfu {libraryLfu:F2} %"));
    }

    private static bool AskOrStore(TraceReplay cache, int question)
    {
        bool isHit = cache.TryAsk(question, nowSeconds: 1, out _);
        if (!isHit)
        {
            cache.Store(question, nowSeconds: 1, Ttl);
        }

        return isHit;
    }

    private static bool AskOrAdd(bool isHit, int question, Action<int, int> add)
    {
        if (!isHit)
        {
            add(question, question);
        }

        return isHit;
    }

    private static double Share(int[] trace, Func<int, bool> ask) => 100.0 * trace.Count(ask) / trace.Length;
}
