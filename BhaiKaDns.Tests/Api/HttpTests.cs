using System.Net;
using BhaiKaDns.Commands;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>Everything over a real web server on loopback.</summary>
internal sealed class HttpTests
{
    [TestCase(HealthState.Ok, 200)]
    [TestCase(HealthState.Degraded, 200)]
    [TestCase(HealthState.Starting, 503)]
    [TestCase(HealthState.Down, 503)]
    public async Task Ready_ListenersAreInAState_TellsWhetherQueriesAreAnswered(HealthState state, int expected)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await app.StartAsync();
        app.Services.GetRequiredService<HealthBoard>().Report(HealthParts.Listeners, state, "A test says so.");

        using HttpResponseMessage response = await GetAsync(app, "/health/ready");

        Assert.That((int)response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Ready_AnotherPartIsDown_IsDegradedAndReady()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();
        await app.StartAsync();
        app.Services.GetRequiredService<HealthBoard>().Report(HealthParts.Listeners, HealthState.Ok, "Listening.");
        app.Services.GetRequiredService<HealthBoard>().Report("lists", HealthState.Down, "No list could be loaded.");

        using HttpResponseMessage response = await GetAsync(app, "/health/ready");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith("""{"status":"degraded","parts":["""));
    }

    [TestCase("/health/live", null, 200)]
    [TestCase("/metrics", null, 200)]
    [TestCase("/nothing", null, 404)]
    [TestCase("/api/v1/status", null, 401)]
    [TestCase("/api/v1/why?name=example.com", null, 401)]
    [TestCase("/health/live", "localhost:8080", 200)]
    [TestCase("/health/live", "192.168.1.2", 200)]
    [TestCase("/health/live", "dns.example", 200)]
    [TestCase("/health/live", "evil.example", 421)]
    public async Task Get_OverTcp_IsServedUnderOurNamesOnly(string path, string? host, int expected)
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build("--Admin:HostNames:0", "dns.example");

        using HttpResponseMessage response = await GetAsync(app, path, request => request.Headers.Host = host);

        Assert.That((int)response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Get_NetworkNotAllowed_IsForbidden()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build("--Admin:AllowedNetworks:0", "203.0.113.0/24");

        using HttpResponseMessage response = await GetAsync(app, "/health/live");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Get_FromAnotherSitesPage_IsForbidden()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();

        using HttpResponseMessage response = await GetAsync(app, "/health/live", request => request.Headers.Add("Origin", "http://evil.example"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Get_AnyPage_CarriesSecurityHeadersAndNoServerName()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();

        using HttpResponseMessage response = await GetAsync(app, "/health/live");

        Assert.That((response.Headers.Contains("Content-Security-Policy"), response.Headers.Contains("Server")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Metrics_Read_TellTheVersion()
    {
        using ProcessUnderTest process = new();
        await using WebApplication app = process.Build();

        using HttpResponseMessage response = await GetAsync(app, "/metrics");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"bhaikadns_build_info{{version=\"{ProductVersion.Current}\"}} 1"));
    }

    private static async Task<HttpResponseMessage> GetAsync(WebApplication app, string path, Action<HttpRequestMessage>? change = null)
    {
        if (!app.Lifetime.ApplicationStarted.IsCancellationRequested)
        {
            await app.StartAsync();
        }

        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal))) };
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        change?.Invoke(request);
        return await client.SendAsync(request);
    }
}
