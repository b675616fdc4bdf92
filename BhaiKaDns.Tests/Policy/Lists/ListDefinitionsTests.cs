using BhaiKaDns.Fakes;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListDefinitionsTests
{
    private const string Url = "https://lists.example/one.txt";

    [Test]
    public async Task SetAdded_NewList_IsFetchedAtOnceAndLeavesAtOnce()
    {
        using PolicyHome home = new(PolicyHome.OneList("builtin:starter"));
        await home.Store.LoadAsync(CancellationToken.None);
        home.Server.Answer = _ => ListServer.Text("added.example\n");
        await home.Refresher.StartAsync(CancellationToken.None);

        home.Get<ListDefinitions>().SetAdded([new ListOptions { Name = "two", Source = Url }]);
        await Eventually.IsTrueAsync(() => home.Judge("added.example").IsBlocked);
        home.Get<ListDefinitions>().SetAdded([]);
        await Eventually.IsTrueAsync(() => !home.Judge("added.example").IsBlocked);

        Assert.That(home.Get<ListHealth>().Lists.Select(list => list.Name), Is.EqualTo(new[] { "one" }));
        await home.Refresher.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task SetStored_ListThatAPersonAdded_IsInUse()
    {
        using PolicyHome home = new(PolicyHome.OneList("builtin:starter"));
        await home.Store.LoadAsync(CancellationToken.None);

        await home.Store.SetStoredAsync(new People.StoredPolicy { Lists = [new ListOptions { Name = "two", Source = PolicyStoreTests.WriteList("added.example\n") }] }, CancellationToken.None);
        await home.Refresher.FollowAsync(CancellationToken.None);

        Assert.That(home.Judge("added.example").IsBlocked, Is.True);
    }

    [Test]
    public void SetAdded_NameOfTheSettings_IsLeftOut()
    {
        using PolicyHome home = new(PolicyHome.OneList("builtin:starter"));

        home.Get<ListDefinitions>().SetAdded([new ListOptions { Name = "ONE", Source = Url }, new ListOptions { Name = "bad", Source = "ftp://x" }]);

        Assert.That(home.Store.Lists, Has.Count.EqualTo(1));
    }

    [Test]
    public void SetAdded_SameAgain_IsNoChange()
    {
        using PolicyHome home = new(PolicyHome.OneList("builtin:starter"));
        ListDefinitions definitions = home.Get<ListDefinitions>();
        definitions.SetAdded([new ListOptions { Name = "two", Source = Url }]);
        Task changed = definitions.Changed;

        definitions.SetAdded([new ListOptions { Name = "two", Source = Url }]);

        Assert.That(changed.IsCompleted, Is.False);
    }

    [Test]
    public async Task Round_OwnInterval_IsAskedByIt()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(Url);
        settings["Filtering:Lists:0:Interval"] = "01:00:00";
        using PolicyHome home = new(settings);
        home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await home.Refresher.RoundAsync(CancellationToken.None);

        home.Time.Advance(TimeSpan.FromHours(1.1));
        await home.Refresher.RoundAsync(CancellationToken.None);

        Assert.That(home.Server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Judge_ThreatList_BlocksAfterWhatListsAllow()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(PolicyStoreTests.WriteList("bad.example\nfine.example\n"), "Threat");
        settings["Filtering:Lists:1:Name"] = "allow";
        settings["Filtering:Lists:1:Source"] = PolicyStoreTests.WriteList("fine.example\n");
        settings["Filtering:Lists:1:Kind"] = "Allow";
        using PolicyHome home = new(settings);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That((home.Judge("bad.example").Reason, home.Judge("fine.example").IsBlocked), Is.EqualTo((Queries.Reason.ThreatFeed, false)));
    }

    [TestCase("00:00:00.5")]
    [TestCase("61.00:00:00")]
    public void Validate_IntervalOutOfRange_NamesTheKey(string interval)
    {
        FilteringOptions options = new() { Lists = [new ListOptions { Name = "a", Source = "builtin:starter", Interval = TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture) }] };

        Assert.That(new FilteringListsValidator().Validate(null, options).FailureMessage, Does.StartWith("Filtering:Lists:0:Interval: "));
    }
}
