using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class PolicyAdministrationTests
{
    private static readonly Actor Admin = Actor.OfUser("asha", Role.Admin, ActorKind.Session, "192.168.1.5");
    private static readonly Actor Parent = Actor.OfUser("ravi", Role.Parent, ActorKind.Session, "192.168.1.6");
    private static readonly Actor Viewer = Actor.OfUser("guest", Role.Viewer, ActorKind.Session, "192.168.1.7");

    private PolicyHome _home = null!;

    private PolicyAdministration Administration => _home.Get<PolicyAdministration>();

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
    public async Task AddAsync_Group_IsInForceAndInTheTrail()
    {
        Outcome outcome = await Administration.AddAsync(Admin, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);

        AuditEntry entry = await NewestAsync();
        Assert.That((outcome.IsDone, outcome.Id, _home.Store.Model.HasGroup("children")), Is.EqualTo((true, "children", true)));
        Assert.That(
            (entry.Actor, entry.From, entry.Action, entry.Changes.Single().Before, entry.Changes.Single().After!.Value.GetProperty("name").GetString()),
            Is.EqualTo(("asha", "192.168.1.5", "group.add", (System.Text.Json.JsonElement?)null, "children")));
    }

    [Test]
    public async Task AddAsync_Parent_MayNot()
    {
        Outcome outcome = await Administration.AddAsync(Parent, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);

        Assert.That((outcome.Kind, Stored.IsEmpty, await IsTrailEmptyAsync()), Is.EqualTo((OutcomeKind.Forbidden, true, true)));
    }

    [Test]
    public async Task PauseAsync_ParentAndViewer_OnlyTheParentMay()
    {
        Outcome viewer = await Administration.PauseAsync(Viewer, group: null, TimeSpan.FromMinutes(5), CancellationToken.None);
        Outcome parent = await Administration.PauseAsync(Parent, group: null, TimeSpan.FromMinutes(5), CancellationToken.None);

        Assert.That((viewer.Kind, parent.Kind, Stored.Pauses.Count), Is.EqualTo((OutcomeKind.Forbidden, OutcomeKind.Done, 1)));
    }

    [Test]
    public async Task DecideAsync_Allowed_AuthorIsTheActor()
    {
        await Administration.DecideAsync(Parent, "ads.example", isAllowed: true, client: null, TimeSpan.FromHours(1), CancellationToken.None);

        Assert.That((Stored.Rules.Single().Author, (await NewestAsync()).Action), Is.EqualTo(("ravi", "allow")));
    }

    [Test]
    public async Task AddAsync_Invalid_TrailSaysNothing()
    {
        Outcome outcome = await Administration.AddAsync(Admin, PolicyKinds.Devices, new DeviceOptions { Name = "tv", Group = "nobody" }, CancellationToken.None);

        Assert.That((outcome.Kind, outcome.Problems.Single().Key, await IsTrailEmptyAsync()), Is.EqualTo((OutcomeKind.Invalid, "Devices:Group", true)));
    }

    [Test]
    public async Task ChangeAsync_VersionSeenIsOld_IsRefused()
    {
        GroupOptions seen = new() { Name = "children" };
        await Administration.AddAsync(Admin, PolicyKinds.Groups, seen, CancellationToken.None);
        await Administration.ChangeAsync(Admin, PolicyKinds.Groups, "children", new GroupOptions { Name = "children", BlockPrivateRelay = true }, ObjectVersion.Of(seen), CancellationToken.None);

        Outcome late = await Administration.ChangeAsync(Admin, PolicyKinds.Groups, "children", new GroupOptions { Name = "children" }, ObjectVersion.Of(seen), CancellationToken.None);

        Assert.That((late.Kind, Stored.Groups.Single().BlockPrivateRelay), Is.EqualTo((OutcomeKind.Outdated, true)));
    }

    [Test]
    public async Task UndoAsync_GroupRemoved_ComesBackWithItsRules()
    {
        await Administration.AddAsync(Admin, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);
        await Administration.AddRuleAsync(Admin, new PersonalRule { Text = "||games.example^", Group = "children" }, CancellationToken.None);
        string before = ObjectVersion.Of(Stored);
        await Administration.RemoveAsync(Admin, PolicyKinds.Groups, "children", version: null, CancellationToken.None);

        Outcome outcome = await Administration.UndoAsync(Admin, await NewestAsync(), CancellationToken.None);

        Assert.That((outcome.IsDone, ObjectVersion.Of(Stored)), Is.EqualTo((true, before)));
    }

    [Test]
    public async Task UndoAsync_ChangedSince_IsRefused()
    {
        await Administration.AddAsync(Admin, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);
        AuditEntry added = await NewestAsync();
        await Administration.ChangeAsync(Admin, PolicyKinds.Groups, "children", new GroupOptions { Name = "children", BlockPrivateRelay = true }, version: null, CancellationToken.None);

        Outcome outcome = await Administration.UndoAsync(Admin, added, CancellationToken.None);

        Assert.That((outcome.Kind, outcome.Text, Stored.Groups.Count), Is.EqualTo((OutcomeKind.Outdated, "'children' was changed since.", 1)));
    }

    [Test]
    public async Task UndoAsync_RevertWouldBreakThePolicy_IsRefused()
    {
        await Administration.AddAsync(Admin, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);
        AuditEntry added = await NewestAsync();
        await Administration.AddAsync(Admin, PolicyKinds.Devices, new DeviceOptions { Name = "tablet", Group = "children" }, CancellationToken.None);

        Outcome outcome = await Administration.UndoAsync(Admin, added, CancellationToken.None);

        Assert.That((outcome.IsDone, _home.Store.Model.HasGroup("children")), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Records_AddedChangedRemoved_EachHasAnId()
    {
        Outcome added = await Administration.AddRecordAsync(Admin, new RecordOptions { Name = "nas.home", Value = "192.168.1.2" }, CancellationToken.None);
        Outcome changed = await Administration.ChangeRecordAsync(Admin, added.Id!, new RecordOptions { Name = "nas.home", Value = "192.168.1.3" }, CancellationToken.None);
        Outcome again = await Administration.ChangeRecordAsync(Admin, added.Id!, new RecordOptions { Name = "nas.home", Value = "192.168.1.4" }, CancellationToken.None);
        Outcome removed = await Administration.RemoveRecordAsync(Admin, changed.Id!, CancellationToken.None);

        Assert.That((added.IsDone, changed.IsDone, again.Kind, removed.IsDone, Stored.Records.Count), Is.EqualTo((true, true, OutcomeKind.NotFound, true, 0)));
    }

    [Test]
    public async Task Lists_TokenForLists_MayChangeListsAlone()
    {
        Actor token = new("refresher", Role.None, Permissions.Lists, ActorKind.ApiToken, "192.168.1.8");

        Outcome list = await Administration.AddListAsync(token, new ListOptions { Name = "mine", Source = "https://lists.example/a.txt" }, CancellationToken.None);
        Outcome group = await Administration.AddAsync(token, PolicyKinds.Groups, new GroupOptions { Name = "children" }, CancellationToken.None);

        Assert.That((list.Kind, group.Kind), Is.EqualTo((OutcomeKind.Done, OutcomeKind.Forbidden)));
    }

    [TestCase("/etc/passwd")]
    [TestCase("file:///etc/passwd")]
    [TestCase("data/keys/one.xml")]
    public async Task AddListAsync_TokenForListsNamesAFile_MayNot(string source)
    {
        Actor token = new("refresher", Role.None, Permissions.Read | Permissions.Lists, ActorKind.ApiToken, "192.168.1.8");
        await Administration.AddListAsync(token, new ListOptions { Name = "mine", Source = "https://lists.example/a.txt" }, CancellationToken.None);

        Outcome added = await Administration.AddListAsync(token, new ListOptions { Name = "other", Source = source }, CancellationToken.None);
        Outcome changed = await Administration.ChangeListAsync(token, "mine", new ListOptions { Name = "mine", Source = source }, version: null, CancellationToken.None);
        Outcome admin = await Administration.AddListAsync(Admin, new ListOptions { Name = "other", Source = source }, CancellationToken.None);

        Assert.That((added.Kind, changed.Kind, admin.Kind), Is.EqualTo((OutcomeKind.Forbidden, OutcomeKind.Forbidden, OutcomeKind.Done)));
    }

    [Test]
    public async Task ChangeListAsync_DeclaredInSettings_IsReadOnly()
    {
        Outcome outcome = await Administration.RemoveListAsync(Admin, "starter", version: null, CancellationToken.None);

        Assert.That(outcome.Kind, Is.EqualTo(OutcomeKind.ReadOnly));
    }

    private async Task<AuditEntry> NewestAsync() => (await _home.Get<AuditTrail>().ReadAsync(AuditFilter.All, before: null, limit: 1, CancellationToken.None)).Single();

    private async Task<bool> IsTrailEmptyAsync() => (await _home.Get<AuditTrail>().ReadAsync(AuditFilter.All, before: null, limit: 1, CancellationToken.None)).Count == 0;
}
