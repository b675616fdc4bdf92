using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BhaiKaDns.Api.Contract;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>The APIs of other products, asked as clients made for them ask.</summary>
internal sealed class CompatibilityTests
{
    private ApiUnderTest _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiUnderTest.StartAsync("--Api:PiHole", "true", "--Api:AdGuardHome", "true");
        await _api.AddAccountsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("stats/summary", "queries")]
    [TestCase("stats/top_domains?blocked=true&count=10", "domains")]
    [TestCase("stats/top_clients?count=10", "clients")]
    [TestCase("stats/upstreams", "upstreams")]
    [TestCase("stats/query_types", "types")]
    [TestCase("history", "history")]
    [TestCase("queries?length=5", "queries")]
    [TestCase("dns/blocking", "blocking")]
    [TestCase("info/version", "version")]
    [TestCase("auth", "session")]
    public async Task PiHole_WithASession_Answers(string path, string member)
    {
        string sid = await LogInAsync(_api.AdminToken);

        using HttpResponseMessage answer = await _api.SendAsync(null, "GET", $"/api/{path}", change: request => request.Headers.Add("X-FTL-SID", sid));

        Assert.That(((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty(member, out _)), Is.EqualTo((200, true)));
    }

    [Test]
    public async Task PiHole_AccountOfAParent_PausesAndResumes()
    {
        string sid = await LogInAsync($"parent:{ApiUnderTest.Password}");

        string paused = await BlockAsync(sid, """{"blocking":false,"timer":60}""");
        string resumed = await BlockAsync(sid, """{"blocking":true,"timer":null}""");

        Assert.That((paused.StartsWith("""{"blocking":"disabled","timer":""", StringComparison.Ordinal), resumed), Is.EqualTo((true, """{"blocking":"enabled","timer":null,"took":0}""")));
    }

    [Test]
    public async Task PiHole_AccountOfAViewer_MayNotPause()
    {
        string sid = await LogInAsync($"viewer:{ApiUnderTest.Password}");

        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", $"/api/dns/blocking?sid={Uri.EscapeDataString(sid)}", """{"blocking":false}""");

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task PiHole_SessionThatEnded_IsNobodys()
    {
        string sid = await LogInAsync(_api.AdminToken);
        using HttpResponseMessage ended = await _api.SendAsync(null, "DELETE", "/api/auth", change: request => request.Headers.Add("X-FTL-SID", sid));

        using HttpResponseMessage answer = await _api.SendAsync(null, "GET", "/api/stats/summary", change: request => request.Headers.Add("X-FTL-SID", sid));

        Assert.That(((int)ended.StatusCode, (int)answer.StatusCode), Is.EqualTo((204, 401)));
    }

    [TestCase("""{"password":"wrong"}""", 401)]
    [TestCase("""{"password":"bkd_none_none"}""", 401)]
    [TestCase("{}", 400)]
    [TestCase("nonsense", 400)]
    public async Task PiHole_BadLogin_IsRefused(string body, int status)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/auth", body);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("status", "protection_enabled")]
    [TestCase("stats", "num_dns_queries")]
    [TestCase("querylog?limit=5", "data")]
    [TestCase("filtering/status", "filters")]
    [TestCase("safebrowsing/status", "enabled")]
    [TestCase("parental/status", "enabled")]
    [TestCase("safesearch/status", "enabled")]
    [TestCase("querylog_info", "enabled")]
    [TestCase("stats_info", "interval")]
    public async Task AdGuardHome_WithAPassword_Answers(string path, string member)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "GET", $"/control/{path}", change: request => Authorise(request, "viewer", ApiUnderTest.Password));

        Assert.That(((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty(member, out _)), Is.EqualTo((200, true)));
    }

    [TestCase("viewer", 403)]
    [TestCase("parent", 200)]
    public async Task AdGuardHome_Protection_IsForWhoMayAct(string userName, int status)
    {
        using HttpResponseMessage answer = await _api.SendAsync(
            null, "POST", "/control/protection", """{"enabled":true}""", change: request => Authorise(request, userName, ApiUnderTest.Password));

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task AdGuardHome_TokenAsPassword_IsEnough()
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "GET", "/control/status", change: request => Authorise(request, "homeassistant", _api.AdminToken));

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task AdGuardHome_WrongPasswordsAgainAndAgain_MustWait()
    {
        List<int> answers = [];
        for (int attempt = 0; attempt < 12; attempt++)
        {
            using HttpResponseMessage answer = await _api.SendAsync(null, "GET", "/control/status", change: request => Authorise(request, "nobody-here", "wrong password"));
            answers.Add((int)answer.StatusCode);
        }

        Assert.That((answers[0], answers[^1]), Is.EqualTo((401, 429)));
    }

    [TestCase("/api/stats/summary")]
    [TestCase("/control/status")]
    public async Task Get_SwitchedOff_IsNotThere(string path)
    {
        await using ApiUnderTest plain = await ApiUnderTest.StartAsync();

        using HttpResponseMessage answer = await plain.SendAsync(null, "GET", path, control: true);

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
    }

    private static void Authorise(HttpRequestMessage request, string userName, string password) =>
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"))}");

    private async Task<string> LogInAsync(string password)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/auth", JsonSerializer.Serialize(new { password }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session").GetProperty("sid").GetString()!;
    }

    private async Task<string> BlockAsync(string sid, string body)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/dns/blocking", body, change: request => request.Headers.Add("X-FTL-SID", sid));
        return await answer.Content.ReadAsStringAsync();
    }
}
