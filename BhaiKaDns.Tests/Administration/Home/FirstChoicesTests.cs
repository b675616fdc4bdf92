using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Administration.Home;

internal sealed class FirstChoicesTests
{
    private static readonly Actor Admin = Actor.OfUser("asha", Role.Admin, ActorKind.Session, "192.168.1.5");
    private static readonly Actor Parent = Actor.OfUser("ravi", Role.Parent, ActorKind.Session, "192.168.1.6");

    private PolicyHome _home = null!;
    private PrivacyLevel? _kept;

    private FirstChoices Choices => new(
        _home.Get<PolicyAdministration>(), _home.Store, _home.Get<IOptions<FilteringOptions>>(), (_, level, _) => Task.FromResult(Keep(level)));

    private StoredPolicy Stored => _home.Store.Model.Stored;

    [SetUp]
    public async Task MakeHomeAsync()
    {
        _home = new PolicyHome([]);
        await _home.Store.LoadAsync(CancellationToken.None);
    }

    [TearDown]
    public void EndHome() => _home.Dispose();

    [Test]
    public async Task SaveAsync_BalancedWithChildren_AddsListsGroupAndBedtime()
    {
        Outcome outcome = await SaveAsync(ListLevel.Balanced, hasChildren: true);

        Assert.That((outcome.Text, Choices.Level, Stored.Groups.Single().Name), Is.EqualTo(("", (ListLevel?)ListLevel.Balanced, "children")));
        Assert.That((Stored.Schedules.Single().Groups.Single(), Stored.Groups.Single().SafeSearch.Single()), Is.EqualTo(("children", "*")));
    }

    [Test]
    public async Task SaveAsync_OtherLevelLater_TakesTheFirstOnesListsAway([Values] ListLevel first, [Values] ListLevel second)
    {
        await SaveAsync(first);

        Outcome outcome = await SaveAsync(second);

        Assert.That(
            (outcome.Text, string.Join(' ', Stored.Lists.Select(list => list.Source).Order(StringComparer.Ordinal))),
            Is.EqualTo(("", string.Join(' ', FirstChoices.ListsOf(second).Select(preset => "preset:" + preset.Id).Order(StringComparer.Ordinal)))));
    }

    [Test]
    public async Task SaveAsync_FamilyAndBack_SafeSearchFollows()
    {
        await SaveAsync(ListLevel.Family);
        int held = _home.Store.Model.GroupOf(GroupOptions.DefaultName).SafeSearch.Count;
        await SaveAsync(ListLevel.Light);

        Assert.That((held, _home.Store.Model.GroupOf(GroupOptions.DefaultName).SafeSearch.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task SaveAsync_Twice_ChangesNothingMore()
    {
        await SaveAsync(ListLevel.Strict, hasChildren: true, PrivacyLevel.NoClients);
        string before = ObjectVersion.Of(Stored);

        Outcome again = await SaveAsync(ListLevel.Strict, hasChildren: true, PrivacyLevel.NoClients);

        Assert.That((again.IsDone, ObjectVersion.Of(Stored)), Is.EqualTo((true, before)));
    }

    [Test]
    public async Task SaveAsync_Privacy_IsHandedOn()
    {
        await SaveAsync(ListLevel.Light, privacy: PrivacyLevel.CountsOnly);

        Assert.That(_kept, Is.EqualTo(PrivacyLevel.CountsOnly));
    }

    [Test]
    public async Task SaveAsync_Parent_MayNot()
    {
        Outcome outcome = await Choices.SaveAsync(Parent, new HomeChoices(ListLevel.Light, HasChildren: true, PrivacyLevel.Full), CancellationToken.None);

        Assert.That((outcome.Kind, Stored.IsEmpty), Is.EqualTo((OutcomeKind.Forbidden, true)));
    }

    private Outcome Keep(PrivacyLevel level)
    {
        _kept = level;
        return Outcome.Done;
    }

    private Task<Outcome> SaveAsync(ListLevel level, bool hasChildren = false, PrivacyLevel privacy = PrivacyLevel.Full) =>
        Choices.SaveAsync(Admin, new HomeChoices(level, hasChildren, privacy), CancellationToken.None);
}
