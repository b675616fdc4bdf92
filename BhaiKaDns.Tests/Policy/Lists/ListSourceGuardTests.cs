using BhaiKaDns.Fakes;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

/// <summary>What a person who adds a list can make this program connect to, over a real web server and the real handler.</summary>
internal sealed class ListSourceGuardTests
{
    private LoopbackListServer _server = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await LoopbackListServer.StartAsync();
        _server.Answer = context => context.Response.WriteAsync("ads.example\n");
    }

    [TearDown]
    public async Task TearDown() => await _server.DisposeAsync();

    [Test]
    public async Task Refresh_AddedListLeadsHome_IsNotFetched()
    {
        using PolicyHome home = Home();
        bool wasAsked = false;
        _server.Answer = _ =>
        {
            wasAsked = true;
            return Task.CompletedTask;
        };

        await RefreshAsync(home, LocalName());

        Assert.That((ErrorOf(home), wasAsked), Is.EqualTo((ListError.PrivateAddress, false)));
    }

    [Test]
    public async Task Refresh_PrivateSourcesAllowed_IsFetched()
    {
        using PolicyHome home = Home(("Filtering:AllowPrivateSources", "true"));

        await RefreshAsync(home, LocalName());

        Assert.That((ErrorOf(home), home.Judge("ads.example").IsBlocked), Is.EqualTo((ListError.None, true)));
    }

    [Test]
    public async Task Refresh_RedirectToMetadata_IsRefusedAlsoForAListOfTheSettings()
    {
        using PolicyHome home = Home(("Filtering:Lists:0:Name", "two"), ("Filtering:Lists:0:Source", _server.Url + "/list.txt"));
        _server.Answer = context =>
        {
            context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
            return Task.CompletedTask;
        };

        await home.Refresher.RefreshAsync(null, accept: false, CancellationToken.None);

        Assert.That(ErrorOf(home), Is.EqualTo(ListError.ForbiddenAddress));
    }

    [TestCase("http://169.254.169.254/list.txt")]
    [TestCase("http://[::ffff:169.254.169.254]/list.txt")]
    [TestCase("http://127.0.0.1/list.txt")]
    [TestCase("http://2130706433/list.txt")]
    [TestCase("http://192.168.1.1/list.txt")]
    public async Task AddListAsync_AddressThatMayNotBeReached_IsRefusedAtOnce(string url)
    {
        using PolicyHome home = Home();
        await home.Store.LoadAsync(CancellationToken.None);

        PolicyEdit edit = await home.Get<PolicyEditor>().AddListAsync(new ListOptions { Name = "two", Source = url }, CancellationToken.None);

        Assert.That(edit.Problems.Select(problem => problem.Key), Is.EqualTo(new[] { "Lists:0:Source" }));
    }

    private static ListError ErrorOf(PolicyHome home) => home.Get<ListHealth>().Lists.Single(list => list.Name == "two").Error;

    private static async Task RefreshAsync(PolicyHome home, string url)
    {
        home.Get<ListDefinitions>().SetAdded([new ListOptions { Name = "two", Source = url }]);
        await home.Refresher.RefreshAsync(null, accept: false, CancellationToken.None);
    }

    private static PolicyHome Home(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        return new PolicyHome(all.ContainsKey("Filtering:Lists:0:Name") ? all : new(all) { ["Filtering:Lists:0:Name"] = "one", ["Filtering:Lists:0:Source"] = "builtin:starter" }, isReal: true);
    }

    // A name, so that nothing can be told before it is resolved.
    private string LocalName() => _server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/list.txt";
}
