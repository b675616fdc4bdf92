using BhaiKaDns.Dns;
using NUnit.Framework;

namespace BhaiKaDns.Caching;

internal sealed class AnswerCacheBrowseTests
{
    [Test]
    public void Browse_NameThatIsKept_TellsWhatIsLeft()
    {
        using AnswerCache cache = CacheFixture.Cache();
        cache.Store(CacheKey.Of(CacheFixture.Query("www.example.org", RecordType.Aaaa)), CacheFixture.Allowed(), [1, 2, 3], 100, 60);

        ShownEntry entry = cache.Browse(static _ => true, 10, 130).Single();

        Assert.That((entry.Name, entry.Type, entry.AgeSeconds, entry.TtlLeftSeconds, entry.IsStale), Is.EqualTo(("www.example.org", RecordType.Aaaa, 30u, 30u, false)));
    }

    [Test]
    public void RemoveWhere_ZoneWithNamesBelow_LeavesTheOthers()
    {
        using AnswerCache cache = CacheFixture.Cache();
        foreach (string name in (string[])["example.org", "www.example.org", "example.com"])
        {
            cache.Store(CacheKey.Of(CacheFixture.Query(name)), CacheFixture.Allowed(), [1], 100, 60);
        }

        byte[] wire = new byte[DomainName.MaxLength];
        _ = DomainNameText.TryParse("example.org", wire, out int length);
        int removed = cache.RemoveWhere(name => DomainName.IsAtOrBelow(name, wire.AsSpan(0, length)));

        Assert.That((removed, cache.Browse(static _ => true, 10, 100).Single().Name), Is.EqualTo((2, "example.com")));
    }

    [Test]
    public void Browse_WhileOthersWrite_ShowsOnlyWholeNames()
    {
        using AnswerCache cache = CacheFixture.Cache(maxBytes: 1);
        using CancellationTokenSource stopping = new();
        Task writing = Task.Run(() =>
        {
            for (int turn = 0; !stopping.IsCancellationRequested; turn++)
            {
                cache.Store(CacheKey.Of(CacheFixture.Query($"n{turn}.example.org")), CacheFixture.Allowed(), new byte[turn % 4_000], 100, 60);
            }
        });

        int seen = 0;
        int broken = 0;
        for (int round = 0; round < 300; round++)
        {
            foreach (ShownEntry entry in cache.Browse(static _ => true, 1_000, 100))
            {
                seen++;
                broken += entry.Name.EndsWith(".example.org", StringComparison.Ordinal) && entry.Type is RecordType.A ? 0 : 1;
            }
        }

        stopping.Cancel();
        writing.GetAwaiter().GetResult();
        Assert.That((seen > 0, broken), Is.EqualTo((true, 0)));
    }
}
