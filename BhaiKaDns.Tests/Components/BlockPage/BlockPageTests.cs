using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Commands;
using BhaiKaDns.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>The block page over a real web server on loopback; every name below blocked.example is blocked by a rule of the home.</summary>
[Platform(Exclude = "MacOsX", Reason = "A second loopback address is there from the start on Linux and Windows only.")]
internal sealed class BlockPageTests
{
    private const string Blocked = "www.blocked.example";

    private ProcessUnderTest _process = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _process = new ProcessUnderTest();
        _app = _process.Build("--Filtering:Rules:0", "||blocked.example^", "--Admin:BlockPageListen:0", "http://127.0.0.2:0", "--Admin:AllowedNetworks:0", "127.0.0.0/8");
        await _app.Services.GetRequiredService<PolicyStore>().LoadAsync(CancellationToken.None);
        await _app.StartAsync();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _process.Dispose();
    }

    private IServerAddressesFeature Addresses => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;

    [Test]
    public async Task Get_BlockedName_TellsWhatAndWhy()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, "/any/path", Blocked);

        string page = await response.Content.ReadAsStringAsync();
        Assert.That((response.StatusCode, page.Contains(Blocked, StringComparison.Ordinal), page.Contains("A rule of this home names it", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Forbidden, true, true)));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
    }

    [TestCase("good.example", 421)]
    [TestCase("<script>.example", 400)]
    [TestCase("blocked.example.evil.example", 421)]
    public async Task Get_OtherForeignName_IsStillMisdirected(string host, int expected)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, "/", host);

        Assert.That((int)response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Get_ApiUnderABlockedName_IsTheBlockPage()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, "/health/live", Blocked);

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
    }

    [Test]
    public async Task Get_OwnListenerUnderOurName_ServesNothingElse()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, "/health/live", "127.0.0.1", isOwnListener: true);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Nothing is blocked here").And.Not.Contain("status"));
    }

    [Test]
    public async Task Ask_FromItsOwnForm_IsKept()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, BlockPageHandler.AskPath, Blocked, form: []);

        AccessRequest request = (await _app.Services.GetRequiredService<AccessRequests>().ReadAsync(CancellationToken.None)).Single();
        Assert.That((request.Name, request.Client), Is.EqualTo((Blocked, "127.0.0.1")));
    }

    [TestCase("http://evil.example")]
    [TestCase("null")]
    [TestCase(null)]
    public async Task Ask_FromAnotherSite_IsNotKept(string? origin)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, BlockPageHandler.AskPath, Blocked, form: [], origin: origin);

        Assert.That(await _app.Services.GetRequiredService<AccessRequests>().ReadAsync(CancellationToken.None), Is.Empty);
    }

    [TestCase(Role.Parent, "correct horse battery", true)]
    [TestCase(Role.Parent, "wrong horse battery", false)]
    [TestCase(Role.Viewer, "correct horse battery", false)]
    public async Task Allow_WithAPassword_NeedsAParentsOne(Role role, string password, bool expected)
    {
        AccountAdministration accounts = _app.Services.GetRequiredService<AccountAdministration>();
        await accounts.AddAsync(Actor.Command, "owner", Role.Admin, "correct horse battery", CancellationToken.None);
        await accounts.AddAsync(Actor.Command, "mother", role, "correct horse battery", CancellationToken.None);

        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, BlockPageHandler.AllowPath, Blocked, form: [new("user", "mother"), new("password", password)]);

        bool isAllowed = _app.Services.GetRequiredService<PolicyStore>().Model.Stored.Rules.Any(rule => rule.Text == $"@@||{Blocked}^" && rule.Client == "127.0.0.1" && rule.EndsAt is not null && rule.Author == "mother");
        Assert.That((isAllowed, response.StatusCode is HttpStatusCode.OK), Is.EqualTo((expected, expected)), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string host, bool isOwnListener = false, KeyValuePair<string, string>[]? form = null, string? origin = "own")
    {
        string address = Addresses.Addresses.Single(address => address.StartsWith(isOwnListener ? "http://127.0.0.2" : "http://127.0.0.1", StringComparison.Ordinal));
        using HttpRequestMessage request = new(method, address + path);
        request.Headers.TryAddWithoutValidation("Host", host);
        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form);
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin == "own" ? $"http://{host}" : origin);
            }
        }

        return await _client.SendAsync(request);
    }
}
