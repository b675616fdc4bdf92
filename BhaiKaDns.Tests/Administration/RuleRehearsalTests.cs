using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.QueryLog;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class RuleRehearsalTests
{
    private static readonly Actor Viewer = Actor.OfUser("guest", Role.Viewer, ActorKind.Session, "192.168.1.7");

    private LogHarness _log = null!;
    private PolicyHome _home = null!;
    private RuleRehearsal _rehearsal = null!;

    [SetUp]
    public async Task FillAsync()
    {
        _log = new LogHarness();
        Dictionary<string, string?> settings = PeopleHome.Settings("builtin:starter");
        settings["Policy:Devices:0:Addresses:0"] = LogHarness.Client(21).ToString();
        settings["Policy:Devices:2:Addresses:0"] = LogHarness.Client(30).ToString();
        _home = new PolicyHome(settings);
        await _home.Store.LoadAsync(CancellationToken.None);
        _rehearsal = new RuleRehearsal(
            _home.Store, _log.Reader, _home.Get<IOptions<PolicyOptions>>(), _home.Get<IOptions<FilteringOptions>>(), _log.Time, NullLogger<RuleRehearsal>.Instance);
        _log.Add("www.shop.example", client: 21);
        _log.Add("www.shop.example", client: 21);
        _log.Add("shop.example", client: 30);
        _log.Add("ads.test", client: 30);
        _log.Add("quiet.example", client: 30);
        _log.WriteOut();
    }

    [TearDown]
    public void End()
    {
        _rehearsal.Dispose();
        _home.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task RunAsync_BlockForEverybody_TellsNamesClientsAndCounts()
    {
        RehearsalReport report = await RunAsync(new PersonalRule { Text = "||shop.example^" });

        Assert.That((report.Scanned, report.Changed, report.Blocked, report.Clients, report.IsWhole), Is.EqualTo((5, 3, 3, 2, true)));
        Assert.That(
            report.Names.Select(name => (name.Name, name.Device, name.Count, name.Decision, name.Supposed)),
            Is.EqualTo(new[] { ("www.shop.example", "tablet", 2, "allowed", "blocked"), ("shop.example", "television", 1, "allowed", "blocked") }));
    }

    [Test]
    public async Task RunAsync_BlockForOneGroup_LeavesOthersAlone()
    {
        RehearsalReport report = await RunAsync(new PersonalRule { Text = "||shop.example^", Group = "children" });

        Assert.That(report.Names.Select(name => name.Device), Is.EqualTo(new[] { "tablet" }));
    }

    [Test]
    public async Task RunAsync_AllowWhatAListBlocks_TellsWhatIsFreed()
    {
        RehearsalReport report = await RunAsync(new PersonalRule { Text = "@@||ads.test^" });

        Assert.That((report.Changed, report.Freed, report.Names.Single().Supposed), Is.EqualTo((1, 1, "allowed")));
    }

    [Test]
    public async Task RunAsync_AnyRules_PutsNothingInForce()
    {
        uint generation = _home.Store.Current.Generation;

        await RunAsync(new PersonalRule { Text = "||shop.example^" });

        Assert.That((_home.Store.Current.Generation, _home.Judge("shop.example").IsBlocked), Is.EqualTo((generation, false)));
    }

    [Test]
    public async Task RunAsync_FewRowsWanted_ReadsNoMore()
    {
        RehearsalRequest request = new([new PersonalRule { Text = "||shop.example^" }], [], MaxRows: 2);

        (_, RehearsalReport? report) = await _rehearsal.RunAsync(Viewer, request, new RehearsalProgress(), CancellationToken.None);

        Assert.That((report?.Scanned, report?.IsWhole), Is.EqualTo((2, false)));
    }

    [Test]
    public async Task RunAsync_WithoutARuleInForce_TellsWhatItDoes()
    {
        await _home.Get<PolicyEditor>().AddRuleAsync(new PersonalRule { Text = "||quiet.example^" }, CancellationToken.None);
        RehearsalRequest request = new([], [_home.Store.Model.Stored.Rules.Single().Id]);

        (_, RehearsalReport? report) = await _rehearsal.RunAsync(Viewer, request, new RehearsalProgress(), CancellationToken.None);

        Assert.That(report?.Names.Select(name => (name.Name, name.Decision, name.Supposed)), Is.EqualTo(new[] { ("quiet.example", "blocked", "allowed") }));
    }

    [Test]
    public async Task RunAsync_TimesTheWrongWayRoundOrARuleThatIsNotThere_WasAnsweredWithNothing()
    {
        DateTimeOffset day = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

        (Outcome outcome, RehearsalReport? report) = await _rehearsal.RunAsync(Viewer, new RehearsalRequest([], ["gone"], day, day.AddDays(-1)), new RehearsalProgress(), CancellationToken.None);

        Assert.That((outcome.Kind, report), Is.EqualTo((OutcomeKind.Invalid, (RehearsalReport?)null)));
        Assert.That(outcome.Problems.Select(problem => problem.Key), Is.EqualTo(new[] { "to", "without" }));
    }

    [Test]
    public async Task RunAsync_BadRuleOrNobody_IsRefused()
    {
        RehearsalRequest bad = new([new PersonalRule { Text = "??" }], []);

        (Outcome invalid, _) = await _rehearsal.RunAsync(Viewer, bad, new RehearsalProgress(), CancellationToken.None);
        (Outcome forbidden, _) = await _rehearsal.RunAsync(Actor.Nobody, new RehearsalRequest([], []), new RehearsalProgress(), CancellationToken.None);

        Assert.That((invalid.Kind, forbidden.Kind), Is.EqualTo((OutcomeKind.Invalid, OutcomeKind.Forbidden)));
    }

    [Test]
    public async Task RunAsync_Cancelled_Ends()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThatAsync(
            () => _rehearsal.RunAsync(Viewer, new RehearsalRequest([], []), new RehearsalProgress(), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task<RehearsalReport> RunAsync(PersonalRule rule)
    {
        (_, RehearsalReport? report) = await _rehearsal.RunAsync(Viewer, new RehearsalRequest([rule], []), new RehearsalProgress(), CancellationToken.None);
        return report!;
    }
}
