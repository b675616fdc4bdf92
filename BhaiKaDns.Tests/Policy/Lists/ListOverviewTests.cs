using BhaiKaDns.Collections;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListOverviewTests
{
    [Test]
    public async Task Take_TwoListsWithCommonNames_CountsOwnAndShared()
    {
        using PolicyHome home = await HomeOfTwo();

        ListReport[] lists = [.. home.Get<ListOverview>().Take()];

        Assert.That((lists[0].Rules, lists[0].Names, lists[0].UniqueNames), Is.EqualTo((4, 3, 1)));
        Assert.That(lists[0].Overlap, Is.EqualTo(new Dictionary<string, int> { ["two"] = 2 }));
        Assert.That((lists[1].Names, lists[1].UniqueNames), Is.EqualTo((2, 0)));
        Assert.That(lists[0].MemoryOctets, Is.GreaterThan(lists[1].MemoryOctets));
    }

    [Test]
    public async Task Ignored_LinesThatDecideNothing_AreToldWithReasonAndNumber()
    {
        using PolicyHome home = await HomeOfTwo();
        ListReport list = home.Get<ListOverview>().Take()[0];

        IReadOnlyList<IgnoredLineReport>? lines = await home.Get<ListOverview>().IgnoredAsync(list.Id, 10, CancellationToken.None);

        Assert.That(lines, Is.EqualTo(new[] { new IgnoredLineReport(5, "bad-name", "not..a.name") }));
        Assert.That(list.Ignored, Is.EqualTo(new Dictionary<string, int> { ["bad-name"] = 1 }));
    }

    [Test]
    public async Task Ignored_NoSuchList_IsNull()
    {
        using PolicyHome home = await HomeOfTwo();

        Assert.That(await home.Get<ListOverview>().IgnoredAsync(999, 10, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Receive_BlockedQueries_CountsHitsAndThoseNoOtherListWouldHaveHad()
    {
        using PolicyHome home = await HomeOfTwo();
        ListHits hits = home.Get<ListHits>();

        Tell(hits, home, "own.example");
        Tell(hits, home, "both.example");
        Tell(hits, home, "x.both.example");
        Tell(hits, home, "free.example");

        ushort one = home.Store.Lists[0].Id;
        Assert.That((hits.SinceStart(one), hits.SinceStart(home.Store.Lists[1].Id)), Is.EqualTo((new HitCount(3, 1), default(HitCount))));
    }

    [Test]
    public async Task Receive_KnownList_AllocatesNothing()
    {
        using PolicyHome home = await HomeOfTwo();
        ListHits hits = home.Get<ListHits>();
        Tell(hits, home, "own.example");
        byte[] name = NameSetTests.Wire("own.example");
        QueryEvent query = new() { ListId = home.Store.Lists[0].Id, Reason = Reason.BlockList, Decision = Decision.Blocked };

        long allocated = Allocations.Of(() => hits.Receive(query, name));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task Keeper_NextRun_GoesOnFromTheTotals()
    {
        using PolicyHome home = await HomeOfTwo();
        Tell(home.Get<ListHits>(), home, "own.example");
        Keeper(home).Write();
        using PolicyHome again = new(Settings(), home.Path);
        await again.Store.LoadAsync(CancellationToken.None);
        Keeper(again).Read();

        Tell(again.Get<ListHits>(), again, "both.example");

        Assert.That(again.Get<ListHits>().Total(again.Store.Lists[0].Id), Is.EqualTo(new HitCount(2, 1)));
    }

    [Test]
    public async Task Keeper_DamagedFile_CountsAnew()
    {
        using PolicyHome home = await HomeOfTwo();
        Directory.CreateDirectory(Path.Combine(home.Path, "lists"));
        await File.WriteAllTextAsync(Path.Combine(home.Path, "lists", "hits.tsv"), "2\tmany\n");

        Keeper(home).Read();

        Assert.That(home.Get<ListHits>().Totals(), Is.Empty);
    }

    private static ListHitsKeeper Keeper(PolicyHome home) => home.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<ListHitsKeeper>().Single();

    private static void Tell(ListHits hits, PolicyHome home, string name)
    {
        Verdict verdict = home.Judge(name);
        hits.Receive(new QueryEvent { ListId = verdict.ListId, Reason = verdict.Reason, Decision = verdict.Decision }, NameSetTests.Wire(name));
    }

    private static Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList("own.example\nboth.example\nmore.example\nown.example\nnot..a.name\n"));
        settings["Filtering:Lists:1:Name"] = "two";
        settings["Filtering:Lists:1:Source"] = PolicyStoreTests.WriteList("both.example\nmore.example\n");
        return settings;
    }

    private static async Task<PolicyHome> HomeOfTwo()
    {
        PolicyHome home = new(Settings());
        await home.Store.LoadAsync(CancellationToken.None);
        return home;
    }
}
