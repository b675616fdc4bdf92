using System.Globalization;
using BhaiKaDns.Caching;
using NUnit.Framework;

namespace BhaiKaDns.Benchmarks;

/// <summary>
/// Share of a home's queries that are answered from memory with a fresh answer on the second day, settings as shipped. A stale
/// answer does not count: it goes out only when no upstream answers. A refresh ahead of time arrives at once, as nothing else would
/// be asked in the few milliseconds that it takes.
/// </summary>
[TestFixture]
internal sealed class HouseholdHitRateTests
{
    [TestCase(false, 80)]
    [TestCase(true, 72)]
    public void HitRate_SecondDayOfAHome_IsHeld(bool devicesCache, double least)
    {
        HouseholdModel model = new() { DevicesCache = devicesCache };

        HouseholdResult result = Replay(model, new CacheOptions());

        Print(model, result);
        Assert.That(result.HitRate, Is.GreaterThan(least));
    }

    /// <summary>What moves the figure: prefetching, an upstream that counts TTLs down, more browsing.</summary>
    [Test]
    [Category("Benchmark")]
    [Explicit("Figures for the documentation.")]
    public void HitRate_OtherHomes_Prints([Values] bool devicesCache, [Values] bool upstreamCountsDown, [Values(1, 2)] double browsing, [Values] bool isPrefetching)
    {
        HouseholdModel model = new() { DevicesCache = devicesCache, UpstreamCountsDown = upstreamCountsDown, Browsing = browsing };

        HouseholdResult result = Replay(model, new CacheOptions { Prefetch = isPrefetching });

        Print(model, result);
        Assert.That(result.Queries, Is.Positive);
    }

    private static void Print(HouseholdModel model, in HouseholdResult result) => TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{model}: {result.HitRate:F2} % of {result.Queries} queries; asked upstream {result.Asked}; {result.Held} answers held"));

    private static HouseholdResult Replay(HouseholdModel model, CacheOptions options)
    {
        HouseholdTrace trace = new(model);
        Random ages = new(32);
        using TraceReplay cache = new(options);
        HouseholdResult result = default;
        foreach (HouseholdQuery query in trace.Queries)
        {
            uint now = (uint)(query.AtMs / 1000);
            bool isHit = cache.TryAsk(query.Question, now, out bool isRefreshDue);
            bool isAsked = !isHit || (isRefreshDue && options.Prefetch);
            if (isAsked)
            {
                uint ttl = trace.TtlOf(query.Question);
                cache.Store(query.Question, now, model.UpstreamCountsDown ? 1 + (uint)ages.Next((int)ttl) : ttl);
            }

            if (query.AtMs >= HouseholdTrace.DayMs)
            {
                result.Queries++;
                result.Hits += isHit ? 1 : 0;
                result.Asked += isAsked ? 1 : 0;
            }
        }

        result.Held = cache.Count;
        return result;
    }

    private record struct HouseholdResult
    {
        public int Queries;
        public int Hits;
        public int Asked;
        public int Held;

        public readonly double HitRate => 100.0 * Hits / Queries;
    }
}
