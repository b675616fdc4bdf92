using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

internal sealed class QueryFeedTests
{
    private static readonly byte[] Name = LogHarness.Name("www.example.com");

    [Test]
    public void Take_NewQueries_ComeOnceToEachReaderOldestFirst()
    {
        QueryFeed feed = Make();
        using QueryFeedReader one = feed.Open()!;
        using QueryFeedReader other = feed.Open()!;
        Add(feed, 1);
        Add(feed, 2);
        _ = one.Take(QuerySearch.Everything, 10);

        FeedCatch again = one.Take(QuerySearch.Everything, 10);
        FeedCatch caught = other.Take(QuerySearch.Everything, 10);

        Assert.That((again.Rows.Count, string.Join(' ', caught.Rows.Select(row => row.ElapsedMicroseconds))), Is.EqualTo((0, "1 2")));
    }

    [Test]
    public void Take_MoreThanTheRingHolds_SaysHowManyAreLost([Values(20_000, 100_000)] int count)
    {
        QueryFeed feed = Make();
        using QueryFeedReader reader = feed.Open()!;
        for (int at = 1; at <= count; at++)
        {
            Add(feed, (uint)at);
        }

        FeedCatch caught = reader.Take(QuerySearch.Everything, int.MaxValue);

        Assert.That(caught.Lost + caught.Rows.Count, Is.EqualTo(count));
        Assert.That(caught.Rows.Select(row => (long)row.ElapsedMicroseconds), Is.EqualTo(Enumerable.Range((int)caught.Lost + 1, caught.Rows.Count)));
    }

    [Test]
    public void Take_OverTheLimit_GivesTheNewestAndCountsTheOthers()
    {
        QueryFeed feed = Make();
        using QueryFeedReader reader = feed.Open()!;
        Add(feed, 1);
        Add(feed, 2);
        Add(feed, 3);

        FeedCatch caught = reader.Take(QuerySearch.Everything, 1);

        Assert.That((caught.Rows[0].ElapsedMicroseconds, caught.Passed), Is.EqualTo((3u, 2)));
    }

    [TestCase(PrivacyLevel.NoClients, "www.example.com", false)]
    [TestCase(PrivacyLevel.NoDomains, null, false)]
    [TestCase(PrivacyLevel.Full, "www.example.com", true)]
    public void Take_Privacy_IsThatOfTheLog(PrivacyLevel privacy, string? name, bool hasClient)
    {
        QueryFeed feed = Make(privacy);
        using QueryFeedReader reader = feed.Open()!;
        Add(feed, 1);

        QueryLogRow row = reader.Take(QuerySearch.Everything, 1).Rows[0];

        Assert.That((row.Name, row.Client is not null), Is.EqualTo((name, hasClient)));
    }

    [Test]
    public void Take_CountsOnly_GivesNothing()
    {
        QueryFeed feed = Make(PrivacyLevel.CountsOnly);
        using QueryFeedReader reader = feed.Open()!;
        Add(feed, 1);

        Assert.That(reader.Take(QuerySearch.Everything, 1).Rows, Is.Empty);
    }

    [Test]
    public void Open_MoreThanTheMost_IsRefusedUntilOneLeaves()
    {
        QueryFeed feed = Make();
        QueryFeedReader[] readers = [.. Enumerable.Range(0, QueryFeed.MaxReaders).Select(_ => feed.Open()!)];
        bool isRefused = feed.Open() is null;

        readers[0].Dispose();
        readers[0].Dispose();

        Assert.That((isRefused, feed.Open() is not null, feed.Open() is null), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Receive_WatchedOrNot_AllocatesNothing([Values] bool isWatched)
    {
        QueryFeed feed = Make();
        using QueryFeedReader? reader = isWatched ? feed.Open() : null;

        long allocated = Allocations.Of(() => Add(feed, 1));

        Assert.That(allocated, Is.Zero);
    }

    private static QueryFeed Make(PrivacyLevel privacy = PrivacyLevel.Full) => new(Options.Create(new QueryLogOptions { Privacy = privacy }), new FakeTimeProvider());

    private static void Add(QueryFeed feed, uint elapsed)
    {
        feed.Receive(new QueryEvent { Client = LogHarness.Client(1), Decision = Decision.Allowed, ElapsedMicroseconds = elapsed }, Name);
        feed.EndBatch();
    }
}
