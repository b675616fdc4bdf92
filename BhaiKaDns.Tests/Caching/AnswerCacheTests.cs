using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Caching;

internal sealed class AnswerCacheTests
{
    private readonly byte[] _body = new byte[ushort.MaxValue];

    [Test]
    public void TryRead_StoredAnswer_IsFoundWithItsAge()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(generation: 7), [1, 2, 3], nowSeconds: 100, ttlSeconds: 60);

        bool found = cache.TryRead(CacheKey.Of(query), 130, _body, out CacheHit hit);

        Assert.That(found, Is.True);
        Assert.That(hit.AgeSeconds, Is.EqualTo(30));
        Assert.That(hit.Answer.Generation, Is.EqualTo(7));
        Assert.That(_body.AsSpan(0, hit.BodyLength).ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase("example.net", RecordType.A)]
    [TestCase("example.com", RecordType.Aaaa)]
    [TestCase("www.example.com", RecordType.A)]
    public void TryRead_OtherQuestion_IsMissed(string name, RecordType type)
    {
        using AnswerCache cache = CacheFixture.Cache();
        cache.Store(CacheKey.Of(CacheFixture.Query("example.com")), CacheFixture.Allowed(), [1], 0, 60);

        bool found = cache.TryRead(CacheKey.Of(CacheFixture.Query(name, type)), 0, _body, out _);

        Assert.That(found, Is.False);
    }

    [Test]
    public void TryRead_OtherPolicyClass_IsMissed()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 60);

        query.PolicyClass = 3;

        Assert.That(cache.TryRead(CacheKey.Of(query), 0, _body, out _), Is.False);
    }

    [Test]
    public void TryRead_AfterTtlWithoutStale_IsMissed()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 60);

        bool found = cache.TryRead(CacheKey.Of(query), 60, _body, out _);

        Assert.That(found, Is.False);
    }

    [Test]
    public void TryRead_AfterTtlWithStale_IsStaleUntilItsEnd()
    {
        using AnswerCache cache = CacheFixture.Cache(serveStaleFor: TimeSpan.FromSeconds(100));
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 60);

        bool before = cache.TryRead(CacheKey.Of(query), 159, _body, out CacheHit hit);
        bool after = cache.TryRead(CacheKey.Of(query), 160, _body, out _);

        Assert.That(before && hit.IsStale, Is.True);
        Assert.That(after, Is.False);
    }

    [Test]
    public void BarRetry_StaleAnswer_IsBarredForTheTime()
    {
        using AnswerCache cache = CacheFixture.Cache(serveStaleFor: TimeSpan.FromSeconds(1000));
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 60);

        cache.BarRetry(CacheKey.Of(query), 130);

        Assert.That(cache.TryRead(CacheKey.Of(query), 129, _body, out CacheHit during) && during.IsRetryBarred, Is.True);
        Assert.That(cache.TryRead(CacheKey.Of(query), 130, _body, out CacheHit after) && after.IsRetryBarred, Is.False);
    }

    [Test]
    public void Restamp_KnownEntry_CarriesTheNewGenerationAndVerdict()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(generation: 1), [1], 0, 60);

        cache.Restamp(CacheKey.Of(query), new CachedAnswer { Generation = 2, Verdict = new Verdict(Decision.Allowed, Reason.UserRule) });

        Assert.That(cache.TryRead(CacheKey.Of(query), 0, _body, out CacheHit hit), Is.True);
        Assert.That((hit.Answer.Generation, hit.Answer.Verdict.Reason), Is.EqualTo((2u, Reason.UserRule)));
    }

    [Test]
    public void Store_KnownQuestion_ReplacesTheAnswer()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 60);

        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [2, 2], 0, 60);

        Assert.That(cache.Count, Is.EqualTo(1));
        Assert.That(cache.TryRead(CacheKey.Of(query), 0, _body, out CacheHit hit) && hit.BodyLength == 2 && _body[0] == 2, Is.True);
    }

    [Test]
    public void Store_MoreThanCapacity_StaysWithinIt()
    {
        using AnswerCache cache = CacheFixture.Cache(capacity: 1000);

        for (int index = 0; index < 5000; index++)
        {
            cache.Store(CacheKey.Of(CacheFixture.Query($"n{index}.example")), CacheFixture.Allowed(), _body.AsSpan(0, 50), 0, 60);
        }

        Assert.That(cache.Count, Is.LessThanOrEqualTo(1000).And.GreaterThan(900));
    }

    [Test]
    public void Store_LargeAnswers_StayWithinTheirOctets()
    {
        using AnswerCache cache = CacheFixture.Cache(capacity: 1000, maxBytes: 1 << 20);

        for (int index = 0; index < 1000; index++)
        {
            cache.Store(CacheKey.Of(CacheFixture.Query($"n{index}.example")), CacheFixture.Allowed(), _body.AsSpan(0, 8000), 0, 60);
        }

        Assert.That(cache.Count, Is.InRange(10, (1 << 20) / 8000));
    }

    [Test]
    public void Store_AnswerOf64KiB_IsKept()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("large.example");

        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), _body.AsSpan(0, 65_000), 0, 60);

        Assert.That(cache.TryRead(CacheKey.Of(query), 0, _body, out CacheHit hit) && hit.BodyLength == 65_000, Is.True);
    }

    [Test]
    public void Store_ScanOfOnceAskedNames_LeavesUsedOnesInPlace()
    {
        using AnswerCache cache = CacheFixture.Cache(capacity: 1000);
        for (int index = 0; index < 500; index++)
        {
            Ask(cache, $"used{index}.example");
            Ask(cache, $"used{index}.example");
        }

        for (int index = 0; index < 20_000; index++)
        {
            Ask(cache, $"scan{index}.example");
        }

        int left = Enumerable.Range(0, 500).Count(index => cache.TryRead(CacheKey.Of(CacheFixture.Query($"used{index}.example")), 0, _body, out _));
        Assert.That(left, Is.GreaterThan(450));
    }

    [Test]
    public void TryRead_PopularEntryNearItsEnd_AsksForRefreshOnce()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), [1], 0, 100);
        for (int use = 0; use < 4; use++)
        {
            cache.TryRead(CacheKey.Of(query), 1, _body, out _);
        }

        cache.TryRead(CacheKey.Of(query), 95, _body, out CacheHit first);
        cache.TryRead(CacheKey.Of(query), 95, _body, out CacheHit second);

        Assert.That(first.IsRefreshDue, Is.True);
        Assert.That(second.IsRefreshDue, Is.False);
    }

    [Test]
    public void Clear_FullCache_HoldsNothing()
    {
        using AnswerCache cache = CacheFixture.Cache();
        for (int index = 0; index < 2000; index++)
        {
            Ask(cache, $"n{index % 700}.example");
        }

        cache.Clear();

        Assert.That(cache.Count, Is.Zero);
    }

    [Test]
    public void TryRead_Hit_AllocatesNothing()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");
        cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), new byte[100], 0, 60);

        long allocated = Allocations.Of(() => _ = cache.TryRead(CacheKey.Of(query), 0, _body, out _));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Store_AnyAnswer_AllocatesNothing()
    {
        using AnswerCache cache = CacheFixture.Cache();
        QueryContext query = CacheFixture.Query("example.com");

        long allocated = Allocations.Of(() => cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), _body.AsSpan(0, 100), 0, 60));

        Assert.That(allocated, Is.Zero);
    }

    private void Ask(AnswerCache cache, string name)
    {
        QueryContext query = CacheFixture.Query(name);
        if (!cache.TryRead(CacheKey.Of(query), 0, _body, out _))
        {
            cache.Store(CacheKey.Of(query), CacheFixture.Allowed(), _body.AsSpan(0, 60), 0, 1000);
        }
    }

    [Test]
    public void Store_FewerThanFit_AllAreHeldThoughNoneWasUsed()
    {
        const int Names = 9_000;
        using AnswerCache cache = CacheFixture.Cache(capacity: 10_000);
        byte[] body = new byte[60];

        for (int number = 0; number < Names; number++)
        {
            cache.Store(CacheKey.Of(CacheFixture.Query($"host{number}.example.com")), CacheFixture.Allowed(), body, nowSeconds: 1, ttlSeconds: 60);
        }

        Assert.That(cache.Count, Is.EqualTo(Names));
    }
}
