using System.Net.Http.Json;
using System.Text.Json;
using BhaiKaDns.Api.Contract;
using BhaiKaDns.Api.Requests;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>What holds for all resources alike: pages, entity tags, keys of requests, budgets.</summary>
internal sealed class ConventionsTests
{
    private ApiUnderTest _api = null!;

    [SetUp]
    public async Task StartAsync() => _api = await ApiUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task List_PageByPage_GivesEachOnce()
    {
        List<string> seen = [];
        string? cursor = "";
        while (cursor is not null)
        {
            using HttpResponseMessage answer = await GetAsync($"services?limit=7{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            JsonElement page = await answer.Content.ReadFromJsonAsync<JsonElement>();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;
        }

        Assert.That(seen, Is.EqualTo(Policy.BlockedServices.ServiceCatalog.All.Select(service => service.Id)));
    }

    [TestCase("services?limit=501")]
    [TestCase("services?cursor=nonsense")]
    [TestCase("services?cursor=%F0")]
    public async Task List_PageThatCannotBe_IsRefused(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(422));
    }

    [Test]
    public async Task Get_WithTheTagOfWhatIsThere_IsNotModified()
    {
        using HttpResponseMessage first = await GetAsync("groups/default");

        using HttpResponseMessage second = await _api.SendAsync(null, "GET", "/api/v1/groups/default", control: true, change: request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.That((int)second.StatusCode, Is.EqualTo(304));
    }

    [Test]
    public async Task Get_AfterAPause_HasAnotherTag()
    {
        using HttpResponseMessage first = await GetAsync("groups/default");
        using HttpResponseMessage paused = await _api.SendAsync(null, "POST", "/api/v1/pause", "{}", control: true);

        using HttpResponseMessage second = await GetAsync("groups/default");

        Assert.That(second.Headers.ETag, Is.Not.EqualTo(first.Headers.ETag));
    }

    [Test]
    public async Task Post_SameKeyAndBody_IsDoneOnce()
    {
        using HttpResponseMessage first = await PostRuleAsync("k", "||a.example^");
        using HttpResponseMessage second = await PostRuleAsync("k", "||a.example^");

        Assert.That(
            (await second.Content.ReadAsStringAsync(), second.Headers.Contains(KeptAnswer.ReplayedHeader), second.Headers.Location),
            Is.EqualTo((await first.Content.ReadAsStringAsync(), true, first.Headers.Location)));
    }

    [TestCase("k", 422)]
    [TestCase("a key", 422)]
    [TestCase("other", 201)]
    public async Task Post_AnotherBody_NeedsAnotherKey(string key, int status)
    {
        using HttpResponseMessage first = await PostRuleAsync("k", "||a.example^");
        using HttpResponseMessage second = await PostRuleAsync(key, "||b.example^");

        Assert.That((int)second.StatusCode, Is.EqualTo(status));
    }

    [TestCase("GET", "nothing", 404)]
    [TestCase("PATCH", "devices", 405)]
    [TestCase("GET", "devices?limit=many", 400)]
    public async Task Call_WhatIsNotThere_IsAProblem(string method, string path, int status)
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, method, $"/api/v1/{path}", control: true);

        Assert.That(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((status, Problems.ContentType)));
    }

    [Test]
    public async Task Post_TooLargeABody_IsAProblem()
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/v1/devices", new string(' ', 300_000), control: true);

        Assert.That(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((413, Problems.ContentType)));
    }

    [Test]
    public async Task Post_TooDeepABody_IsAProblem()
    {
        using HttpResponseMessage answer = await _api.SendAsync(null, "POST", "/api/v1/devices", new string('[', 20) + new string(']', 20), control: true);

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _api.SendAsync(null, "GET", $"/api/v1/{path}", control: true);

    private Task<HttpResponseMessage> PostRuleAsync(string key, string text) => _api.SendAsync(
        null, "POST", "/api/v1/rules", $$"""{"text":"{{text}}"}""", control: true, request => request.Headers.TryAddWithoutValidation(IdempotencyKeys.Header, key));
}
