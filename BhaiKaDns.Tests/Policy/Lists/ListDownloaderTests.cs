using System.IO.Compression;
using System.Text;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Downloads over a real web server and the real handler.</summary>
[TestFixture]
internal sealed class ListDownloaderTests
{
    private LoopbackListServer _server = null!;

    [SetUp]
    public async Task SetUp() => _server = await LoopbackListServer.StartAsync();

    [TearDown]
    public async Task TearDown() => await _server.DisposeAsync();

    [Test]
    public async Task Refresh_SecondTime_IsNotModified()
    {
        using PolicyHome home = Home();
        List<int> codes = [];
        _server.Answer = async context =>
        {
            await LoopbackListServer.TextAsync(context, "ads.example\n", "\"v1\"");
            codes.Add(context.Response.StatusCode);
        };

        await RefreshAsync(home);
        await RefreshAsync(home);

        Assert.That(codes, Is.EqualTo(new[] { 200, 304 }));
        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
    }

    [Test]
    public async Task Refresh_CompressedBody_IsUnderstood()
    {
        using PolicyHome home = Home();
        _server.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using GZipStream body = new(context.Response.Body, CompressionLevel.Fastest);
            await body.WriteAsync("ads.example\n"u8.ToArray());
        };

        await RefreshAsync(home);

        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
    }

    [TestCase(5, ListError.None)]
    [TestCase(6, ListError.Status)]
    public async Task Refresh_ChainOfRedirects_IsFollowedFiveTimes(int length, ListError expected)
    {
        using PolicyHome home = Home();
        int left = length;
        _server.Answer = context =>
        {
            if (left-- > 0)
            {
                context.Response.Redirect($"{_server.Url}/{left}");
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("ads.example\n");
        };

        await RefreshAsync(home);

        Assert.That(ErrorOf(home), Is.EqualTo(expected));
    }

    [Test]
    public async Task Refresh_BodyIsCutOff_KeepsTheCopy()
    {
        using PolicyHome home = Home();
        await TakeAsync(home, "ads.example\n");
        _server.Answer = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("other.example\n");
        };

        await RefreshAsync(home);

        Assert.That((ErrorOf(home), home.Judge("ads.example").IsBlocked), Is.EqualTo((ListError.Incomplete, true)));
    }

    [Test]
    public async Task Refresh_BodyDrips_EndsWithTheTimeout()
    {
        using PolicyHome home = Home();
        TaskCompletionSource dripping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Answer = async context =>
        {
            await context.Response.WriteAsync("a");
            await context.Response.Body.FlushAsync();
            dripping.SetResult();
            TaskCompletionSource gone = new();
            await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };

        Task refresh = RefreshAsync(home);
        await dripping.Task;
        home.Time.Advance(TimeSpan.FromMinutes(6));
        await refresh;

        Assert.That(ErrorOf(home), Is.EqualTo(ListError.Timeout));
    }

    [TestCase(404, "gone", ListError.Status)]
    [TestCase(200, "<html><body>Please log in</body></html>", ListError.Html)]
    [TestCase(200, "PK\u0003\u0004\0\0\0\0binary", ListError.Binary)]
    [TestCase(200, "", ListError.Empty)]
    public async Task Refresh_NoList_KeepsTheCopyAndIsDegraded(int status, string body, ListError expected)
    {
        using PolicyHome home = Home();
        await TakeAsync(home, "ads.example\n");
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        };

        await RefreshAsync(home);

        Assert.That((ErrorOf(home), home.Judge("ads.example").IsBlocked, home.Health.State), Is.EqualTo((expected, true, HealthState.Degraded)));
    }

    [Test]
    public async Task Refresh_EndlessGarbage_IsReadToTheLimitOnly()
    {
        using PolicyHome home = Home(("Filtering:MaxListBytes", "1000000"));
        byte[] garbage = Encoding.ASCII.GetBytes(new string('x', 100_000));
        _server.Answer = async context =>
        {
            for (int part = 0; part < 2000 && !context.RequestAborted.IsCancellationRequested; part++)
            {
                await context.Response.Body.WriteAsync(garbage);
            }
        };

        await RefreshAsync(home);

        Assert.That(ErrorOf(home), Is.EqualTo(ListError.TooLarge));
        Assert.That(Directory.GetFiles(System.IO.Path.Combine(home.Path, "lists"), "*.new"), Is.Empty);
    }

    private static Task RefreshAsync(PolicyHome home) => home.Refresher.RefreshAsync(null, accept: false, CancellationToken.None);

    private static ListError ErrorOf(PolicyHome home) => home.Get<ListHealth>().Lists.Single().Error;

    private async Task TakeAsync(PolicyHome home, string text)
    {
        _server.Answer = context => context.Response.WriteAsync(text);
        await RefreshAsync(home);
    }

    private PolicyHome Home(params (string Key, string Value)[] more)
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(_server.Url + "/list.txt");
        foreach ((string key, string value) in more)
        {
            settings[key] = value;
        }

        return new PolicyHome(settings, isReal: true);
    }
}
