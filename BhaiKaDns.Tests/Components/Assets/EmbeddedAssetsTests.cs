using System.Net;
using System.Net.Http.Headers;
using BhaiKaDns.Analytics;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace BhaiKaDns.Components.Assets;

/// <summary>The pages on a real port, without the rest of the house.</summary>
internal sealed class EmbeddedAssetsTests
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private EmbeddedAssetCatalog Catalog => _app.Services.GetRequiredService<EmbeddedAssetCatalog>();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DataDirectory(_folder.Path));
        builder.Services.AddSingleton<HealthBoard>();
        builder.Services.AddSingleton<ListNames>(_ => _ => string.Empty);
        builder.Services.AddSingleton<Func<LiveSnapshot>>(_ => () => LiveSnapshotSamples.WithQuery("www.example"));
        builder.Services.AddPages();
        _app = builder.Build();
        _app.MapPages();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("app.css", "text/css")]
    [TestCase("app.js", "text/javascript")]
    [TestCase("favicon.svg", "image/svg+xml")]
    [TestCase("manifest.webmanifest", "application/manifest+json")]
    [TestCase("icons/icon-512.png", "image/png")]
    [TestCase("_framework/blazor.web.js", "text/javascript")]
    [TestCase("_content/MudBlazor/MudBlazor.min.css", "text/css")]
    [TestCase("_content/MudBlazor/MudBlazor.min.js", "text/javascript")]
    public async Task Get_NeededAsset_ComesWithItsType(string path, string type)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType, (await response.Content.ReadAsByteArrayAsync()).Length > 0),
            Is.EqualTo((HttpStatusCode.OK, type, true)));
    }

    [Test]
    public async Task Get_AddressWithVersion_MayBeKeptForEver()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(Catalog.AddressOf("app.css"), UriKind.Relative));

        Assert.That(response.Headers.CacheControl?.ToString(), Does.Contain("immutable"));
    }

    [Test]
    public async Task Get_UnchangedAsset_IsNotSentAgain()
    {
        using HttpResponseMessage first = await _client.GetAsync(new Uri("app.css", UriKind.Relative));
        using HttpRequestMessage again = new(HttpMethod.Get, "app.css");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await _client.SendAsync(again);

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task Get_BrowserTakesGzip_CompressedFormWithTagOfItsOwn()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "app.css");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.That(
            (response.Content.Headers.ContentEncoding.SingleOrDefault(), response.Headers.ETag?.Tag.EndsWith("-gz\"", StringComparison.Ordinal)),
            Is.EqualTo(("gzip", true)));
    }
}
