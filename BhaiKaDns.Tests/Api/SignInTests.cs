using System.Net.Http.Json;
using System.Text.Json;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Contract;
using BhaiKaDns.EndToEnd;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>Logins, tokens and sessions over HTTP.</summary>
internal sealed class SignInTests
{
    private ApiUnderTest _api = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _api = await ApiUnderTest.StartAsync();
        await _api.AddAccountsAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Refresh_TokenASecondTime_EndsTheLoginAndIsAudited()
    {
        JsonElement login = await LogInAsync();
        using HttpResponseMessage first = await RefreshAsync(login);
        string access = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        using HttpResponseMessage before = await _api.SendAsync(access, "GET", "/api/v1/auth/me");

        using HttpResponseMessage second = await RefreshAsync(login);
        using HttpResponseMessage after = await _api.SendAsync(access, "GET", "/api/v1/auth/me");
        using HttpResponseMessage trail = await _api.SendAsync(_api.AdminToken, "GET", "/api/v1/audit?action=login.reused");

        Assert.That(((int)first.StatusCode, (int)before.StatusCode, (int)second.StatusCode, (int)after.StatusCode), Is.EqualTo((200, 200, 401, 401)));
        Assert.That(await trail.Content.ReadAsStringAsync(), Does.Contain("\"actor\":\"viewer\""));
    }

    [Test]
    public async Task Logout_AccessTokenOfThatLogin_IsRefusedAtOnce()
    {
        string access = await _api.LogInAsync("viewer");
        using HttpResponseMessage gone = await _api.SendAsync(access, "POST", "/api/v1/auth/logout");

        using HttpResponseMessage after = await _api.SendAsync(access, "GET", "/api/v1/auth/me");

        Assert.That(((int)gone.StatusCode, (int)after.StatusCode), Is.EqualTo((204, 401)));
    }

    [Test]
    public async Task DeleteSessions_OtherBrowsersAndPrograms_AreSignedOutAndNobodyElse()
    {
        string other = await _api.LogInAsync("viewer");
        string cookie = await PageLogin.TakeCookieAsync(_api.Address, "viewer", ApiUnderTest.Password);
        string here = await _api.LogInAsync("viewer");

        using HttpResponseMessage answer = await _api.SendAsync(here, "DELETE", "/api/v1/auth/sessions");

        using HttpResponseMessage sessions = await _api.SendAsync(here, "GET", "/api/v1/auth/sessions");
        using HttpResponseMessage otherAfter = await _api.SendAsync(other, "GET", "/api/v1/auth/me");
        using HttpResponseMessage browser = await _api.SendAsync(null, "GET", "/api/v1/auth/me", change: request => request.Headers.Add("Cookie", $"bhaikadns-session={cookie}"));
        using HttpResponseMessage parent = await _api.SendAsync(_api.LoginOf(Access.Role.Parent), "GET", "/api/v1/auth/me");
        JsonElement left = (await sessions.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items");
        Assert.That(
            ((int)answer.StatusCode, left.GetArrayLength(), (int)otherAfter.StatusCode, (int)browser.StatusCode, (int)parent.StatusCode),
            Is.EqualTo((204, 1, 401, 401, 200)));
    }

    [Test]
    public async Task DeleteSessions_ByAnApiToken_IsForbiddenAndEndsNothing()
    {
        using HttpResponseMessage answer = await _api.SendAsync(_api.AdminToken, "DELETE", "/api/v1/auth/sessions");
        using HttpResponseMessage admin = await _api.SendAsync(_api.LoginOf(Access.Role.Admin), "GET", "/api/v1/auth/me");

        Assert.That(((int)answer.StatusCode, (int)admin.StatusCode), Is.EqualTo((403, 200)));
    }

    [TestCase("auth/password")]
    [TestCase("auth/totp/off")]
    [TestCase("auth/totp/recovery-codes")]
    public async Task Confirm_WrongPasswordTooOften_MustWait(string path)
    {
        string body = path == "auth/password" ? """{"currentPassword":"wrong","newPassword":"another long sentence of it"}""" : """{"password":"wrong"}""";
        await WrongAsync(path, body, _api.LoginOf(Access.Role.Viewer), 422, 3);
    }

    [Test]
    public async Task Login_WrongPasswordTooOften_MustWait() => await WrongAsync("auth/login", """{"userName":"viewer","password":"wrong"}""", null, 401, 3);

    [Test]
    public async Task Setup_WrongCodeTooOften_MustWait()
    {
        await using ApiUnderTest empty = await ApiUnderTest.StartAsync();
        List<int> statuses = [];
        string? retryAfter = null;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            using HttpResponseMessage answer = await empty.SendAsync(null, "POST", "/api/v1/auth/setup", """{"code":"000-000","userName":"asha","password":"a long sentence of the house"}""");
            statuses.Add((int)answer.StatusCode);
            retryAfter = answer.Headers.RetryAfter?.ToString();
        }

        Assert.That((statuses, retryAfter), Is.EqualTo((new List<int> { 422, 422, 422, 429 }, "1")));
    }

    [TestCase(OutcomeKind.Done, 200)]
    [TestCase(OutcomeKind.Invalid, 422)]
    [TestCase(OutcomeKind.NotFound, 404)]
    [TestCase(OutcomeKind.ReadOnly, 409)]
    [TestCase(OutcomeKind.InUse, 409)]
    [TestCase(OutcomeKind.NotStored, 503)]
    [TestCase(OutcomeKind.Forbidden, 403)]
    [TestCase(OutcomeKind.Outdated, 412)]
    [TestCase(OutcomeKind.TooSoon, 429)]
    public void StatusOf_EachKind_HasItsOwn(OutcomeKind kind, int status) => Assert.That(Outcomes.StatusOf(kind), Is.EqualTo(status));

    private async Task WrongAsync(string path, string body, string? bearer, int refused, int free)
    {
        List<int> statuses = [];
        string? retryAfter = null;
        for (int attempt = 0; attempt <= free; attempt++)
        {
            using HttpResponseMessage answer = await _api.SendAsync(bearer, "POST", "/api/v1/" + path, body);
            statuses.Add((int)answer.StatusCode);
            retryAfter = answer.Headers.RetryAfter?.ToString();
        }

        Assert.That((statuses, retryAfter), Is.EqualTo((new List<int>([.. Enumerable.Repeat(refused, free), 429]), "1")));
    }

    private async Task<JsonElement> LogInAsync()
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/v1/auth/login", $$"""{"userName":"viewer","password":"{{ApiUnderTest.Password}}"}""");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> RefreshAsync(JsonElement login) =>
        _api.SendAsync(null, "POST", "/api/v1/auth/refresh", $$"""{"refreshToken":"{{login.GetProperty("refreshToken").GetString()}}"}""");
}
