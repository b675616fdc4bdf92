using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class PolicyComposerTests
{
    private PolicyHome _home = null!;

    [SetUp]
    public async Task BuildAsync()
    {
        _home = new PolicyHome(PeopleHome.Settings(PolicyStoreTests.WriteList("ads.example\n")));
        await _home.Store.LoadAsync(CancellationToken.None);
    }

    [TearDown]
    public void Close() => _home.Dispose();

    [TestCase("games.example", PeopleHome.Tablet, Decision.Blocked)]
    [TestCase("games.example", PeopleHome.Television, Decision.Allowed)]
    [TestCase("games.example", PeopleHome.Guest, Decision.Allowed)]
    [TestCase("ads.example", PeopleHome.Tablet, Decision.Blocked)]
    [TestCase("ads.example", PeopleHome.Television, Decision.Blocked)]
    [TestCase("ads.example", PeopleHome.Guest, Decision.Allowed)]
    [TestCase("ads.example", PeopleHome.Unknown, Decision.Blocked)]
    public void Judge_Device_ByItsGroup(string name, string client, Decision expected)
    {
        Assert.That(_home.Judge(name, client).Decision, Is.EqualTo(expected));
    }

    [Test]
    public void ClassOf_SamePolicy_IsShared()
    {
        ushort[] classes = [_home.ClassOf(PeopleHome.Unknown), _home.ClassOf(PeopleHome.Television), _home.ClassOf(PeopleHome.Tablet), _home.ClassOf(PeopleHome.Phone), _home.ClassOf(PeopleHome.Guest)];

        Assert.That(classes, Is.EqualTo(new ushort[] { 0, 0, 1, 1, 2 }));
    }

    [Test]
    public void ClassOfClientId_Declared_IsThatOfTheDevice()
    {
        ushort? found = _home.Store.Current.Clients.ClassOfClientId("PHONE"u8);

        Assert.That(found, Is.EqualTo(_home.ClassOf(PeopleHome.Phone)));
    }

    [Test]
    public async Task ClassOf_OwnRuleEnds_NumbersAreNeitherMovedNorReused()
    {
        PolicyActions actions = _home.Get<PolicyActions>();
        ushort before = _home.ClassOf(PeopleHome.Phone);

        await actions.DecideAsync("games.example", isAllowed: true, "phone", TimeSpan.FromHours(1), "test", CancellationToken.None);
        ushort own = _home.ClassOf(PeopleHome.Phone);
        _home.Time.Advance(TimeSpan.FromHours(1));
        await _home.Store.TickAsync(CancellationToken.None);
        ushort after = _home.ClassOf(PeopleHome.Phone);
        await actions.DecideAsync("x.example", isAllowed: false, "tablet", length: null, "test", CancellationToken.None);

        Assert.That((own != before, after == before, _home.ClassOf(PeopleHome.Tablet) is var tablet && tablet != own && tablet != before), Is.EqualTo((true, true, true)));
    }

    [Test]
    public async Task SetNeighboursAsync_AddressOfAMac_BelongsToItsDeviceInTheSameGeneration()
    {
        const ulong mac = 0xAABBCCDDEEFF;
        uint generation = _home.Store.Current.Generation;
        ClientAddress address = PeopleHome.Address("fd00::1234");

        bool isChanged = await _home.Get<NeighbourWatch>().TakeAsync([new Neighbour(address.High, address.Low, mac)], CancellationToken.None);
        bool isChangedAgain = await _home.Get<NeighbourWatch>().TakeAsync([new Neighbour(address.High, address.Low, mac)], CancellationToken.None);

        Assert.That(
            (isChanged, isChangedAgain, _home.Store.Current.Clients.DeviceOf(address), _home.ClassOf("fd00::1234"), _home.Store.Current.Generation),
            Is.EqualTo((true, false, "phone", _home.ClassOf(PeopleHome.Phone), generation)));
    }

    [Test]
    public async Task SetNeighboursAsync_AddressMovesToAStranger_IsNoLongerTheDevice()
    {
        const ulong mac = 0xAABBCCDDEEFF;
        ClientAddress address = PeopleHome.Address("fd00::1234");
        await _home.Get<NeighbourWatch>().TakeAsync([new Neighbour(address.High, address.Low, mac)], CancellationToken.None);

        await _home.Get<NeighbourWatch>().TakeAsync([new Neighbour(address.High, address.Low, mac + 1)], CancellationToken.None);

        Assert.That(_home.Store.Current.Clients.DeviceOf(address), Is.Null);
    }

    [TestCase("||c.example^$client=192.168.1.0/27", PeopleHome.Tablet, true)]
    [TestCase("||c.example^$client=192.168.1.0/27", "192.168.1.5", true)]
    [TestCase("||c.example^$client=192.168.1.0/27", "192.168.1.99", false)]
    [TestCase("||c.example^$client=television", PeopleHome.Television, true)]
    [TestCase("||c.example^$client=television", PeopleHome.Unknown, false)]
    [TestCase("||c.example^$client=~television", PeopleHome.Unknown, true)]
    [TestCase("||c.example^$client=~television", PeopleHome.Television, false)]
    [TestCase("||c.example^$client=phone", PeopleHome.Phone, true)]
    public async Task Judge_RuleWithClient_HoldsForThoseItNames(string rule, string client, bool isBlocked)
    {
        await _home.Store.SetRulesAsync([rule], CancellationToken.None);

        Assert.That(_home.Judge("c.example", client).IsBlocked, Is.EqualTo(isBlocked));
    }

    [Test]
    public async Task TakeAsync_ThousandsOfAddressesOfOneMac_KeepsAFewAndThosePresent()
    {
        const ulong mac = 0xAABBCCDDEEFF;
        NeighbourWatch watch = _home.Get<NeighbourWatch>();
        await watch.TakeAsync([.. Enumerable.Range(1, 2000).Select(index => new Neighbour(1, (ulong)index, mac))], CancellationToken.None);

        Neighbour present = new(2, 1, mac);
        await watch.TakeAsync([present], CancellationToken.None);

        Assert.That((_home.Store.Parts.Neighbours.Count, _home.Store.Parts.Neighbours.Contains(present)), Is.EqualTo((64, true)));
    }

    [Test]
    public void Compose_ConditionOnANetwork_FixesTheClassesOfThoseWithin()
    {
        NetworkPrefix network = PrefixMapTests.Parse("192.168.1.0/27");
        AskerCondition within = new([network], (asked, _) => asked is { } own && own.Bits >= network.Bits && network.Contains(own.High, own.Low));
        AskerCondition named = new([], (_, device) => device?.Name == "television");
        PolicyComposer composer = new();

        PolicySnapshot policy = composer.Compose(1, _home.Store.Parts with { Conditions = [within, named] });

        string[] clients = [PeopleHome.Unknown, "192.168.1.5", PeopleHome.Tablet, PeopleHome.Television, "10.0.0.1"];
        ushort[] classes = [.. clients.Select(client => policy.ClassOf(PeopleHome.Address(client)))];
        Assert.That((classes[0] == classes[4], classes.Distinct().Count()), Is.EqualTo((true, 4)));
    }

    [Test]
    public async Task Compose_OtherUpstreams_GetAnotherNumber()
    {
        PolicyEditor editor = _home.Get<PolicyEditor>();
        await editor.AddAsync(PolicyKinds.Groups, new GroupOptions { Name = "office" }, CancellationToken.None);
        await editor.AddAsync(PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Group = "office", Addresses = ["192.168.1.50"] }, CancellationToken.None);
        ushort before = _home.ClassOf("192.168.1.50");

        await editor.ChangeAsync(PolicyKinds.Groups, "office", new GroupOptions { Name = "office", Upstreams = ["192.0.2.1"] }, CancellationToken.None);

        Assert.That(_home.ClassOf("192.168.1.50"), Is.Not.EqualTo(before));
    }
}
