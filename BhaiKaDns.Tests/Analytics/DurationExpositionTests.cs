using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using OpenTelemetry.Metrics;

namespace BhaiKaDns.Analytics;

[TestFixture]
internal sealed class DurationExpositionTests
{
    [Test]
    public async Task InvokeAsync_BehindTheExporter_BothStandInTheAnswer()
    {
        using TemporaryFolder folder = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new DataDirectory(folder.Path)).AddSingleton<HealthBoard>().AddSingleton<UpstreamNames>(_ => _ => "").AddAnalytics(builder.Configuration);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(AnalyticsMetrics.MeterName).AddPrometheusExporter());
        await using WebApplication app = builder.Build();
        app.UseWhen(context => context.Request.Path == "/metrics", branch =>
            branch.Use((context, next) => app.Services.GetRequiredService<DurationExposition>().InvokeAsync(context, next)));
        app.UseOpenTelemetryPrometheusScrapingEndpoint();
        _ = app.Services.GetRequiredService<LiveStatistics>();
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0, text/plain;q=0.5");

        using HttpResponseMessage response = await client.GetAsync(new Uri(address + "/metrics"));
        string text = await response.Content.ReadAsStringAsync();

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/plain"));
        Assert.That(text, Does.Contain("bhaikadns_queries_total{").And.Contain("protocol=\"udp\""));
        Assert.That(text, Does.Contain("bhaikadns_blocked_total{").And.Contain("bhaikadns_query_duration_seconds_bucket{source=\"cache\",le=\"+Inf\"} 0"));
    }
}
