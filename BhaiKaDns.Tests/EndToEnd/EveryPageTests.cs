using BhaiKaDns.Fakes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>
/// Every page in a home where something happened: without a finding of axe, and without anything that reaches over the edge.
/// With <c>BKD_SCREENSHOTS</c> set to a folder all four variants run and each page is photographed into it; without it only two run.
/// </summary>
[Category("EndToEnd")]
internal sealed class EveryPageTests
{
    private const int MaxPictureHeight = 1_800;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("BKD_SCREENSHOTS");

    private Chromium _chromium = null!;
    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.LaunchOrSkipAsync("--host-resolver-rules=MAP *.example 127.0.0.1");
        _upstream = ScriptedUpstream.Start();
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint, SeededHome.Settings);
        await SeededHome.FillAsync(_program);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        if (_upstream is not null)
        {
            await _upstream.DisposeAsync();
        }

        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    [Test]
    public async Task EveryPage_AnyWidthAndColours_FitsAndIsAccessible([Values(360, 1440)] int width, [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colours)
    {
        if (Pictures is null && (width, colours) is not ((360, ColorScheme.Light) or (1440, ColorScheme.Dark)))
        {
            Assert.Ignore("Each variant walks every page, more than a minute on a small machine; these two widths and colours stand for all. Set BKD_SCREENSHOTS to run it.");
        }

        await using IBrowserContext context = await _chromium.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        await _program.SignInAsync(context);
        List<string> problems = [];

        foreach ((string name, string path) in EveryPage.All)
        {
            if (name == "login")
            {
                await context.ClearCookiesAsync();
            }

            IPage page = await context.NewPageAsync();
            string address = path.StartsWith("http", StringComparison.Ordinal) ? $"{path}:{_program.Admin.Port}/" : _program.Admin + path;
            _ = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            AxeResult result = await page.RunAxe();
            problems.AddRange(result.Violations.Select(violation => $"{name}: {violation.Id} {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            int overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            if (overflow > 0)
            {
                problems.Add($"{name}: {overflow} pixels too wide");
            }

            await KeepPictureAsync(page, $"{name}-{width}-{colours}".ToLowerInvariant(), width);
            await page.CloseAsync();
        }

        Assert.That(string.Join(Environment.NewLine, problems), Is.Empty);
    }

    private static async Task KeepPictureAsync(IPage page, string name, int width)
    {
        if (Pictures is null)
        {
            return;
        }

        int height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await page.SetViewportSizeAsync(width, Math.Clamp(height, 900, MaxPictureHeight));
        _ = await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });
    }
}
