using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Queries;
using BhaiKaDns.Storage;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class PolicyEditorTests
{
    private PolicyHome _home = null!;

    private PolicyEditor Editor => _home.Get<PolicyEditor>();

    [SetUp]
    public async Task BuildAsync()
    {
        _home = new PolicyHome(PeopleHome.Settings(PolicyStoreTests.WriteList("ads.example\n")));
        await _home.Store.LoadAsync(CancellationToken.None);
    }

    [TearDown]
    public void Close() => _home.Dispose();

    [Test]
    public async Task AddAsync_GroupAndDevice_AreInForceAndOnTheDisk()
    {
        await Editor.AddAsync(PolicyKinds.Groups, new GroupOptions { Name = "teens", Rules = ["||poker.example^"] }, CancellationToken.None);
        await Editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Group = "teens", Addresses = [PeopleHome.Unknown] }, CancellationToken.None);

        List<DeviceOptions>? kept = await _home.Get<StateStore>().ReadAsync<List<DeviceOptions>>("policy-devices");
        Assert.That((_home.Judge("poker.example", PeopleHome.Unknown).Decision, kept?[0].Name), Is.EqualTo((Decision.Blocked, "laptop")));
    }

    [TestCase("laptop", "nobody", "192.168.1.60", "Devices:Group")]
    [TestCase("laptop", "default", PeopleHome.Tablet, "Devices:Addresses:0")]
    [TestCase("TABLET", "default", "192.168.1.60", "Devices:Name")]
    [TestCase("laptop", "default", "300.1.1.1", "Devices:Addresses:0")]
    public async Task AddAsync_WrongDevice_ChangesNothingAndNamesTheKey(string name, string group, string address, string key)
    {
        uint generation = _home.Store.Current.Generation;

        PolicyEdit edit = await Editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = name, Group = group, Addresses = [address] }, CancellationToken.None);

        Assert.That((edit.Error, edit.Problems[0].Key, _home.Store.Current.Generation), Is.EqualTo((PolicyEditError.Invalid, key, generation)));
    }

    [TestCase("tablet", PolicyEditError.ReadOnly)]
    [TestCase("nothing", PolicyEditError.NotFound)]
    public async Task RemoveAsync_NotKept_IsRefused(string name, PolicyEditError expected)
    {
        PolicyEdit edit = await Editor.RemoveAsync(PolicyKinds.Devices, name, CancellationToken.None);

        Assert.That(edit.Error, Is.EqualTo(expected));
    }

    [Test]
    public async Task RemoveAsync_GroupInUse_IsRefusedUntilNothingNeedsIt()
    {
        await Editor.AddAsync(PolicyKinds.Groups, new GroupOptions { Name = "teens" }, CancellationToken.None);
        await Editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Group = "teens" }, CancellationToken.None);

        PolicyEdit first = await Editor.RemoveAsync(PolicyKinds.Groups, "teens", CancellationToken.None);
        await Editor.RemoveAsync(PolicyKinds.Devices, "laptop", CancellationToken.None);
        PolicyEdit second = await Editor.RemoveAsync(PolicyKinds.Groups, "teens", CancellationToken.None);

        Assert.That((first.Error, second.Error), Is.EqualTo((PolicyEditError.InUse, PolicyEditError.None)));
    }

    [Test]
    public async Task ChangeAsync_NewName_IsTakenOverByDevicesAndRules()
    {
        await Editor.AddAsync(PolicyKinds.Groups, new GroupOptions { Name = "teens" }, CancellationToken.None);
        await Editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Group = "teens", Addresses = [PeopleHome.Unknown] }, CancellationToken.None);
        await Editor.AddRuleAsync(new PersonalRule { Text = "||poker.example^", Group = "teens" }, CancellationToken.None);

        PolicyEdit edit = await Editor.ChangeAsync(PolicyKinds.Groups, "teens", new GroupOptions { Name = "young" }, CancellationToken.None);

        Assert.That(
            (edit.Text, _home.Store.Model.DeviceOf("laptop")?.Group, _home.Judge("poker.example", PeopleHome.Unknown).Decision), Is.EqualTo(("", "young", Decision.Blocked)));
    }

    [Test]
    public async Task AddRuleAsync_OneRule_CompilesNoList()
    {
        CompiledRules lists = _home.Store.Parts.Lists;
        RuleView view = _home.Store.Current.Classes[0]!.Lists;

        await Editor.AddRuleAsync(new PersonalRule { Text = "||own.example^" }, CancellationToken.None);

        Assert.That(
            (_home.Store.Parts.Lists, _home.Store.Current.Classes[0]!.Lists, _home.Judge("own.example", PeopleHome.Unknown)),
            Is.EqualTo((lists, view, new Verdict(Decision.Blocked, Reason.UserRule, ListCatalog.RulesId))));
    }

    [TestCase("not a rule!", null, null)]
    [TestCase("||own.example^", "nobody", null)]
    [TestCase("||own.example^", null, "nothing")]
    [TestCase("||own.example^", "children", "tablet")]
    public async Task AddRuleAsync_Wrong_IsRefused(string text, string? group, string? client)
    {
        PolicyEdit edit = await Editor.AddRuleAsync(new PersonalRule { Text = text, Group = group, Client = client }, CancellationToken.None);

        Assert.That(edit.Error, Is.EqualTo(PolicyEditError.Invalid));
    }

    [Test]
    public async Task RemoveRuleAsync_ById_EndsIt()
    {
        await Editor.AddRuleAsync(new PersonalRule { Text = "||own.example^" }, CancellationToken.None);

        await Editor.RemoveRuleAsync(_home.Store.Model.Stored.Rules[0].Id, CancellationToken.None);

        Assert.That(_home.Judge("own.example", PeopleHome.Unknown).Decision, Is.EqualTo(Decision.Allowed));
    }

    [Test]
    public async Task ImportAsync_NewAndKnown_AddsTheNewAndReportsTheKnown()
    {
        PolicyImport import = new()
        {
            Groups = [new GroupOptions { Name = "Children" }, new GroupOptions { Name = "teens", Lists = ["more"] }],
            Devices = [new DeviceOptions { Name = "laptop", Group = "teens", Addresses = ["192.168.1.60"] }],
            Rules = [new PersonalRule { Text = "||own.example^" }, new PersonalRule { Text = "||own.example^" }],
            Records = [new RecordOptions { Name = "nas.home", Value = "192.168.1.2" }],
            Lists = [new ListOptions { Name = "ads", Source = "builtin:starter" }, new ListOptions { Name = "more", Source = "builtin:starter" }],
        };

        PolicyImportResult result = await Editor.ImportAsync(import, replace: false, isTrial: false, CancellationToken.None);

        StoredPolicy stored = _home.Store.Model.Stored;
        Assert.That(
            (result.Edit.Text, result.Skipped.Count, stored.Groups.Count, stored.Devices.Count, stored.Rules.Count, stored.Records.Count, stored.Lists.Count),
            Is.EqualTo(("", 3, 1, 1, 1, 1, 1)));
    }

    [Test]
    public async Task ImportAsync_OneWrongDevice_ChangesNothing()
    {
        PolicyImport import = new() { Groups = [new GroupOptions { Name = "teens" }], Devices = [new DeviceOptions { Name = "laptop", Addresses = ["nowhere"] }] };

        PolicyImportResult result = await Editor.ImportAsync(import, replace: false, isTrial: false, CancellationToken.None);

        Assert.That((result.Edit.Problems[0].Key, _home.Store.Model.Stored.IsEmpty), Is.EqualTo(("Devices:0:Addresses:0", true)));
    }

    [Test]
    public async Task ImportAsync_Trial_ReportsTheSameAndChangesNothing()
    {
        PolicyImport import = new() { Groups = [new GroupOptions { Name = "teens" }], Records = [new RecordOptions { Name = "nas.home", Value = "192.168.1.2" }] };
        uint generation = _home.Store.Current.Generation;

        PolicyImportResult trial = await Editor.ImportAsync(import, replace: false, isTrial: true, CancellationToken.None);
        (bool isEmpty, uint after) = (_home.Store.Model.Stored.IsEmpty, _home.Store.Current.Generation);
        PolicyImportResult real = await Editor.ImportAsync(import, replace: false, isTrial: false, CancellationToken.None);

        Assert.That((isEmpty, after, trial.Edit.IsDone), Is.EqualTo((true, generation, true)));
        Assert.That(trial.Taken, Is.EqualTo(real.Taken).And.EqualTo(new[] { "group 'teens'", "1 records" }));
    }

    [TestCase(false, "192.168.1.60", "192.168.1.2")]
    [TestCase(true, "192.168.1.61", "192.168.1.3")]
    public async Task ImportAsync_NamesThatAreKept_StayUnlessReplaced(bool replace, string address, string value)
    {
        await Editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Addresses = ["192.168.1.60"] }, CancellationToken.None);
        await Editor.AddRecordAsync(new RecordOptions { Name = "nas.home", Value = "192.168.1.2" }, CancellationToken.None);
        await Editor.AddRecordAsync(new RecordOptions { Name = "tv.home", Value = "192.168.1.9" }, CancellationToken.None);
        PolicyImport import = new()
        {
            Devices = [new DeviceOptions { Name = "Laptop", Addresses = ["192.168.1.61"] }],
            Records = [new RecordOptions { Name = "NAS.home", Value = "192.168.1.3" }],
        };

        PolicyImportResult result = await Editor.ImportAsync(import, replace, isTrial: false, CancellationToken.None);

        StoredPolicy stored = _home.Store.Model.Stored;
        Assert.That((result.Edit.Text, result.Taken.Count, result.Skipped.Count), Is.EqualTo(replace ? ("", 2, 0) : ("", 0, 2)));
        Assert.That(
            (stored.Devices.Single().Addresses[0], stored.Records.Single(record => record.Name.StartsWith("nas", StringComparison.OrdinalIgnoreCase)).Value, stored.Records.Count),
            Is.EqualTo((address, value, 2)));
    }

    [Test]
    public async Task ImportAsync_NameThatAFileDeclares_StaysEvenIfReplaced()
    {
        PolicyImport import = new() { Devices = [new DeviceOptions { Name = "tablet", Addresses = ["192.168.1.61"] }] };

        PolicyImportResult result = await Editor.ImportAsync(import, replace: true, isTrial: false, CancellationToken.None);

        Assert.That((result.Skipped.Single(), _home.Store.Model.Stored.IsEmpty), Is.EqualTo(("The device 'tablet' is declared in a file and can be changed only there.", true)));
    }

    [TestCase(false, "192.168.1.2")]
    [TestCase(true, "tv.home")]
    public async Task ImportAsync_AliasWhereAnAddressIs_DoesNotStandBesideIt(bool replace, string value)
    {
        await Editor.AddRecordAsync(new RecordOptions { Name = "nas.home", Value = "192.168.1.2" }, CancellationToken.None);
        PolicyImport import = new() { Records = [new RecordOptions { Name = "nas.home", Type = "CNAME", Value = "tv.home" }] };

        PolicyImportResult result = await Editor.ImportAsync(import, replace, isTrial: false, CancellationToken.None);

        Assert.That((result.Edit.Text, _home.Store.Model.Stored.Records.Single().Value), Is.EqualTo(("", value)));
    }

    [Test]
    public async Task LoadAsync_AfterARestart_HasEveryAcknowledgedChange()
    {
        using TemporaryFolder folder = new();
        using (PolicyHome first = new([], folder.Path))
        {
            await first.Store.LoadAsync(CancellationToken.None);
            await first.Get<PolicyEditor>().AddRuleAsync(new PersonalRule { Text = "||own.example^" }, CancellationToken.None);
            await first.Get<PolicyEditor>().AddAsync(
                PolicyKinds.Schedules, new ScheduleOptions { Name = "night", Groups = ["default"], Everything = true, Ranges = [new TimeRangeOptions { From = new TimeOnly(21, 0), Days = [DayOfWeek.Monday] }], Holidays = [new DateOnly(2026, 1, 1)] }, CancellationToken.None);
            await first.Get<PolicyActions>().PauseAsync("default", TimeSpan.FromMinutes(10), CancellationToken.None);
        }

        using PolicyHome second = new([], folder.Path);
        await second.Store.LoadAsync(CancellationToken.None);

        Verdict paused = second.Judge("own.example", PeopleHome.Unknown);
        second.Time.Advance(TimeSpan.FromMinutes(10));
        await second.Store.TickAsync(CancellationToken.None);
        Assert.That((paused.Reason, second.Judge("own.example", PeopleHome.Unknown).Decision, second.Store.Model.Schedules[0].Ranges[0].From), Is.EqualTo((Reason.Paused, Decision.Blocked, new TimeOnly(21, 0))));
    }

    [Test]
    public async Task AddRuleAsync_DatabaseIsNone_SaysSoAndChangesNothing()
    {
        string blocker = Path.Combine(PolicyStoreTests.WorkDirectory, $"{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(blocker, "");
        using PolicyHome home = new([], blocker);
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyEdit edit = await home.Get<PolicyEditor>().AddRuleAsync(new PersonalRule { Text = "||own.example^" }, CancellationToken.None);

        Assert.That((edit.Error, home.Judge("own.example", PeopleHome.Unknown).Decision), Is.EqualTo((PolicyEditError.NotStored, Decision.Allowed)));
    }
}
