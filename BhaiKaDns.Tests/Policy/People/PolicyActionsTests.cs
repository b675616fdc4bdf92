using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class PolicyActionsTests
{
    private PolicyHome _home = null!;

    private PolicyActions Actions => _home.Get<PolicyActions>();

    [SetUp]
    public async Task BuildAsync()
    {
        _home = new PolicyHome(PeopleHome.Settings(PolicyStoreTests.WriteList("ads.example\n")));
        await _home.Store.LoadAsync(CancellationToken.None);
    }

    [TearDown]
    public void Close() => _home.Dispose();

    [Test]
    public async Task PauseAsync_Group_AllowsItAloneUntilTheEnd()
    {
        await Actions.PauseAsync("children", TimeSpan.FromMinutes(10), CancellationToken.None);
        (Verdict Child, Verdict Television) during = (_home.Judge("ads.example", PeopleHome.Tablet), _home.Judge("ads.example", PeopleHome.Television));
        await PassAsync(TimeSpan.FromMinutes(10));

        Assert.That(
            (during.Child, during.Television.Decision, _home.Judge("ads.example", PeopleHome.Tablet).Decision),
            Is.EqualTo((new Verdict(Decision.Allowed, Reason.Paused), Decision.Blocked, Decision.Blocked)));
    }

    [Test]
    public async Task LookAsync_PauseAndRuleEnded_TakesThemOffTheDisk()
    {
        await Actions.PauseAsync(null, TimeSpan.FromMinutes(10), CancellationToken.None);
        await Actions.DecideAsync("x.example", isAllowed: false, client: null, TimeSpan.FromMinutes(10), "test", CancellationToken.None);

        await PassAsync(TimeSpan.FromMinutes(10));

        Assert.That(_home.Store.Model.Stored.IsEmpty, Is.True);
    }

    [Test]
    public async Task LookAsync_ClockJumpsADay_IsJustTheNextLook()
    {
        await Actions.PauseAsync(null, TimeSpan.FromMinutes(10), CancellationToken.None);

        await PassAsync(TimeSpan.FromDays(1));

        Assert.That(_home.Judge("ads.example", PeopleHome.Tablet).Decision, Is.EqualTo(Decision.Blocked));
    }

    [Test]
    public async Task ResumeAsync_WholeHome_EndsAllPauses()
    {
        await Actions.PauseAsync(null, null, CancellationToken.None);
        await Actions.PauseAsync("children", null, CancellationToken.None);

        PolicyEdit ofAGroup = await Actions.ResumeAsync("guests", CancellationToken.None);
        await Actions.ResumeAsync(null, CancellationToken.None);

        Assert.That((ofAGroup.Error, _home.Store.Model.Stored.Pauses.Count), Is.EqualTo((PolicyEditError.Invalid, 0)));
    }

    [TestCase(PeopleHome.Tablet, "tablet")]
    [TestCase("Tablet", "Tablet")]
    [TestCase(PeopleHome.Guest, PeopleHome.Guest)]
    [TestCase(PeopleHome.Unknown, PeopleHome.Unknown)]
    [TestCase(null, null)]
    public async Task DecideAsync_Client_IsTheDeviceOrTheAddress(string? client, string? owner)
    {
        await Actions.DecideAsync("ads.example", isAllowed: true, client, length: null, "test", CancellationToken.None);

        Assert.That(_home.Store.Model.Stored.Rules[0].Client, Is.EqualTo(owner));
    }

    [Test]
    public async Task DecideAsync_OneGuest_IsAloneInIt()
    {
        await Actions.DecideAsync("news.example", isAllowed: false, PeopleHome.Guest, length: null, "test", CancellationToken.None);

        Assert.That(
            (_home.Judge("www.news.example", PeopleHome.Guest).Reason, _home.Judge("news.example", "192.168.9.78").Decision), Is.EqualTo((Reason.UserRule, Decision.Allowed)));
    }

    [Test]
    public async Task DecideAsync_AgainOtherwise_TheLastWordHolds()
    {
        await Actions.DecideAsync("news.example", isAllowed: true, client: null, length: null, "test", CancellationToken.None);
        await Actions.DecideAsync("NEWS.example.", isAllowed: false, client: null, length: null, "test", CancellationToken.None);

        Assert.That((_home.Judge("news.example", PeopleHome.Tablet).Decision, _home.Store.Model.Stored.Rules.Count), Is.EqualTo((Decision.Blocked, 1)));
    }

    [Test]
    public async Task DecideAsync_Allow_StandsAboveTheListAndIsRulesOutside()
    {
        await Actions.DecideAsync("ads.example", isAllowed: true, "television", length: null, "test", CancellationToken.None);

        Assert.That(_home.Judge("ads.example", PeopleHome.Television), Is.EqualTo(new Verdict(Decision.Allowed, Reason.UserRule, ListCatalog.RulesId)));
    }

    [TestCase("", 60)]
    [TestCase(".", 60)]
    [TestCase("a..b", 60)]
    [TestCase("news.example", 0)]
    [TestCase("news.example", int.MaxValue)]
    public async Task DecideAsync_Wrong_IsRefused(string name, int seconds)
    {
        PolicyEdit edit = await Actions.DecideAsync(name, isAllowed: true, client: null, TimeSpan.FromSeconds(seconds), "test", CancellationToken.None);

        Assert.That(edit.Error, Is.EqualTo(PolicyEditError.Invalid));
    }

    [Test]
    public async Task Actions_AtInformation_TellNoNameAndNoAddress()
    {
        await Actions.DecideAsync("news.example", isAllowed: true, PeopleHome.Tablet, length: null, "test", CancellationToken.None);
        await Actions.PauseAsync("children", null, CancellationToken.None);

        string log = string.Join('\n', _home.Logs.GetSnapshot().Where(entry => entry.Level >= LogLevel.Information).Select(entry => entry.Message));
        Assert.That(log, Does.Not.Contain("news").And.Not.Contain("192.168").And.Not.Contain("tablet"));
    }

    private async Task PassAsync(TimeSpan time)
    {
        _home.Time.Advance(time);
        using PolicyTicker ticker = new(_home.Store, Actions, _home.Time, _home.Get<ILogger<PolicyTicker>>());
        await ticker.LookAsync(CancellationToken.None);
    }
}
