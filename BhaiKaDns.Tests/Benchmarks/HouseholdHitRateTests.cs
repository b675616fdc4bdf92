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
    [TestCase(false, false, 1, 0)]
    [TestCase(false, true, 1, 0)]
    [TestCase(true, false, 1, 0)]
    [TestCase(true, true, 1, 0)]
    [TestCase(false, false, 2, 0)]
    public void HitRate_SecondDayOfAHome_IsHeld(bool devicesCache, bool upstreamCountsDown, double browsing, double least)
    {
        HouseholdModel model = new() { DevicesCache = devicesCache, UpstreamCountsDown = upstreamCountsDown, Browsing = browsing };

        HouseholdResult result = Replay(model, new CacheOptions());

        HouseholdResult without = Replay(model, new CacheOptions { Prefetch = false });
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model}: {result.HitRate:F2} % of {result.Queries} queries, {without.HitRate:F2} % without prefetch; "
            + $"asked upstream {result.Asked} against {without.Asked}; {result.Held} answers held"));
        Assert.That(result.HitRate, Is.GreaterThan(least));
    }

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
