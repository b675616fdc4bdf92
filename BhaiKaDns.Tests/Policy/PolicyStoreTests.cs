using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

[TestFixture]
internal sealed class PolicyStoreTests
{
    [Test]
    public async Task LoadAsync_NothingConfigured_BlocksByTheStarterList()
    {
        using PolicyHome home = new([]);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("stats.g.doubleclick.net"), Is.EqualTo(new Verdict(Decision.Blocked, Reason.BlockList, 2)));
        Assert.That(home.Judge("example.org"), Is.EqualTo(Verdict.Allowed));
        Assert.That(home.Get<ListCatalog>().NameOf(2), Is.EqualTo("starter"));
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task LoadAsync_FileList_CountsGenerationUp()
    {
        using PolicyHome home = new(PolicyHome.OneList(WriteList("ads.example")));
        uint before = home.Store.Current.Generation;

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(before, Is.EqualTo(1));
        Assert.That(home.Store.Current.Generation, Is.EqualTo(2));
        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
    }

    [Test]
    public async Task Judge_RuleAgainstList_ExceptionWinsWhereverItStands()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(WriteList("ads.example\n@@fine.example\n"));
        settings["Filtering:Rules:0"] = "@@||ads.example^";
        settings["Filtering:Rules:1"] = "||fine.example^";
        using PolicyHome home = new(settings);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("x.ads.example"), Is.EqualTo(new Verdict(Decision.Allowed, Reason.UserRule, ListCatalog.RulesId)));
        Assert.That(home.Judge("fine.example").Decision, Is.EqualTo(Decision.Allowed));
        Assert.That(home.Judge("fine.example").Reason, Is.EqualTo(Reason.AllowList));
    }

    [Test]
    public async Task Judge_AllowListAgainstBlockList_AllowWins()
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(WriteList("ads.example"));
        settings["Filtering:Lists:1:Name"] = "two";
        settings["Filtering:Lists:1:Source"] = WriteList("ads.example");
        settings["Filtering:Lists:1:Kind"] = "Allow";
        using PolicyHome home = new(settings);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("ads.example"), Is.EqualTo(new Verdict(Decision.Allowed, Reason.AllowList, 3)));
    }

    [Test]
    public async Task Judge_FilteringOff_AllowsEverything()
    {
        using PolicyHome home = new(new() { ["Filtering:Enabled"] = "false", ["Filtering:Rules:0"] = "ads.example" });

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("ads.example"), Is.EqualTo(Verdict.Allowed));
    }

    [TestCase("Open", Decision.Allowed, Reason.None)]
    [TestCase("Refuse", Decision.Refused, Reason.FilteringUnavailable)]
    public async Task Judge_NoListCouldBeLoaded_DoesAsConfigured(string mode, Decision decision, Reason reason)
    {
        Dictionary<string, string?> settings = PolicyHome.OneList("/nowhere/list.txt");
        settings["Filtering:WhenUnavailable"] = mode;
        using PolicyHome home = new(settings);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("a.example"), Is.EqualTo(new Verdict(decision, reason)));
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Degraded));
    }

    [Test]
    public async Task SetRulesAsync_NewRules_TakeEffectWithoutTheLists()
    {
        using PolicyHome home = new([]);
        await home.Store.LoadAsync(CancellationToken.None);
        CompiledRules lists = home.Store.Parts.Lists;

        await home.Store.SetRulesAsync(["own.example"], CancellationToken.None);

        Assert.That(home.Judge("own.example").Reason, Is.EqualTo(Reason.UserRule));
        Assert.That(home.Store.Parts.Lists, Is.SameAs(lists));
        Assert.That(home.Store.Current.Generation, Is.EqualTo(3));
    }

    [Test]
    public async Task RebuildAsync_AfterTheGrace_OldTableIsEmptyAndNewOneStays()
    {
        using PolicyHome home = new([]);
        await home.Store.LoadAsync(CancellationToken.None);
        PolicySnapshot old = home.Store.Current;

        await home.Store.RebuildAsync(CancellationToken.None);
        bool isBlockedBefore = old.Judge(NameSetTests.Wire("doubleclick.net"), RecordType.A, 0).IsBlocked;
        home.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(isBlockedBefore, Is.True);
        Assert.That(home.Judge("doubleclick.net").IsBlocked, Is.True);
    }

    [Test]
    public async Task Judge_AnyName_AllocatesNothing()
    {
        using PolicyHome home = new(new() { ["Filtering:Rules:0"] = "own.example" });
        await home.Store.LoadAsync(CancellationToken.None);
        PolicySnapshot policy = home.Store.Current;
        byte[] name = NameSetTests.Wire("a.b.doubleclick.net");

        long allocated = Allocations.Of(() => _ = policy.Judge(name, RecordType.A, 0));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task LoadAsync_DataDirectoryIsAFile_StillLoadsFilesAndSaysSo()
    {
        string blocker = Path.Combine(WorkDirectory, $"{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(blocker, "");
        using PolicyHome home = new(PolicyHome.OneList(WriteList("ads.example")), blocker);

        await home.Store.LoadAsync(CancellationToken.None);

        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Degraded));
    }

    internal static string WorkDirectory => TestContext.CurrentContext.WorkDirectory;

    internal static string WriteList(string text)
    {
        string path = Path.Combine(WorkDirectory, $"{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
