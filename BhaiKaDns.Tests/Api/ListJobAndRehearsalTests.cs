using System.Net.Http.Json;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Api.Contract;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>Jobs that fetch lists, and rules tried on the log, over HTTP.</summary>
internal sealed class ListJobAndRehearsalTests
{
    private ApiUnderTest _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiUnderTest.StartAsync();
        await _api.AddAccountsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task PostJob_OneList_IsShownWithWhoAskedForIt()
    {
        using HttpResponseMessage started = await _api.SendAsync(_api.LoginOf(Role.Admin), "POST", "/api/v1/lists/jobs");
        string? id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(Role.Viewer), "GET", "/api/v1/lists/jobs");

        JsonElement job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        Assert.That(((int)started.StatusCode, started.Headers.Location?.ToString(), job.GetProperty("by").GetString()), Is.EqualTo((202, "/api/v1/lists/jobs", "admin")));
    }

    [TestCase("POST", "lists/jobs?list=9999", 404)]
    [TestCase("POST", "lists/jobs?list=many", 400)]
    [TestCase("DELETE", "lists/jobs/nothing", 404)]
    [TestCase("GET", "lists/jobs?limit=0", 422)]
    public async Task Job_ThatCannotBe_IsRefused(string method, string path, int expected)
    {
        using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(Role.Admin), method, "/api/v1/" + path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task PostJob_ByAViewer_IsForbidden()
    {
        using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(Role.Viewer), "POST", "/api/v1/lists/jobs");

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
    }

    [TestCase("""{"rules":[{"text":"||ads.example.com^"}]}""", 200)]
    [TestCase("""{"rules":[],"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""", 200)]
    [TestCase("""{"rules":[null]}""", 422)]
    [TestCase("""{"rules":[{"text":"||ads.example.com^"}],"maxRows":0}""", 422)]
    [TestCase("""{"rules":[{"text":"||ads.example.com^","client":"nobody of this home"}]}""", 422)]
    [TestCase("""{"rules":[{"text":"||ads.example.com^"}],"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", 422)]
    [TestCase("""{"rules":[{"text":"||ads.example.com^"}],"without":["no such rule"]}""", 422)]
    public async Task Rehearse_AnyRequest_IsAnsweredOrRefusedAndChangesNothing(string body, int expected)
    {
        using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(Role.Viewer), "POST", "/api/v1/rules/rehearse", body);

        using HttpResponseMessage rules = await _api.SendAsync(_api.LoginOf(Role.Viewer), "GET", "/api/v1/rules");
        JsonElement inForce = await rules.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(((int)answer.StatusCode, inForce.GetProperty("items").GetArrayLength()), Is.EqualTo((expected, 0)), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Rehearse_RuleTooLong_IsRefused()
    {
        string body = JsonSerializer.Serialize(new { rules = new[] { new { text = new string('a', 4_097) } } });

        using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(Role.Viewer), "POST", "/api/v1/rules/rehearse", body);

        Assert.That((int)answer.StatusCode, Is.EqualTo(422));
    }
}
