using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using DnsClient;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>The page as a person meets it: a real browser, the real program, a real query.</summary>
[Category("EndToEnd")]
internal sealed class LivePageTests
{
    private const int PhoneWidth = 360;
    private const int DesktopWidth = 1440;

    private Chromium _chromium = null!;
    private ProgramUnderTest _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.LaunchOrSkipAsync();
        _program = await ProgramUnderTest.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    [Test]
    public async Task Page_QueryAsked_AppearsByItself(
        [Values(PhoneWidth, DesktopWidth)] int width, [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colours)
    {
        string name = $"seen-{width}-{colours}.invalid".ToLowerInvariant();
        await using IBrowserContext context = await OpenContextAsync(width, colours);
        IPage page = await OpenAsync(context);

        await AskAsync(name);

        await Assertions.Expect(page.Locator("td.q-name").Filter(new() { HasText = name }).First).ToBeVisibleAsync();
        await KeepScreenshotAsync(page, $"live-{width}-{colours}");
    }

    [TestCase(PhoneWidth, ColorScheme.Light)]
    [TestCase(DesktopWidth, ColorScheme.Dark)]
    public async Task Page_AnyWidthAndColours_FitsAndIsAccessible(int width, ColorScheme colours)
    {
        await using IBrowserContext context = await OpenContextAsync(width, colours);
        IPage page = await OpenAsync(context);
        await AskAsync($"{new string('a', 63)}.{new string('b', 63)}.{new string('c', 63)}.invalid");
        await Assertions.Expect(page.Locator("td.q-name").First).ToBeVisibleAsync();

        AxeResult result = await page.RunAxe();
        int overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");

        Assert.That((string.Join("; ", result.Violations.Select(violation => violation.Id)), overflow), Is.EqualTo((string.Empty, 0)));
    }

    [Test]
    public async Task Page_Opened_AsksNoOtherHost()
    {
        await using IBrowserContext context = await OpenContextAsync(DesktopWidth, ColorScheme.Light);
        List<string> asked = [];
        context.Request += (_, request) => asked.Add(request.Url);

        _ = await OpenAsync(context);

        Assert.That(asked.Where(address => !address.StartsWith(_program.Admin.AbsoluteUri, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Theme_Chosen_OutlastsTheVisit()
    {
        await using IBrowserContext context = await OpenContextAsync(DesktopWidth, ColorScheme.Light);
        IPage page = await OpenAsync(context);

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to dark colours" }).ClickAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Test]
    public async Task Page_ServerRestarted_ComesBackByItself()
    {
        await using ProgramUnderTest program = await ProgramUnderTest.StartAsync();
        await using IBrowserContext context = await OpenContextAsync(PhoneWidth, ColorScheme.Dark);
        IPage page = await OpenAsync(context, program);

        await program.KillAsync();
        await Assertions.Expect(page.GetByText("The connection to the server is lost")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await KeepScreenshotAsync(page, "connection-lost");
        await program.StartAsync();

        await Assertions.Expect(page.GetByText("The connection to the server is lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".live-live")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static async Task KeepScreenshotAsync(IPage page, string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", name.ToLowerInvariant() + ".png");
        _ = await page.ScreenshotAsync(new() { Path = path });
        TestContext.AddTestAttachment(path);
    }

    private Task<IBrowserContext> OpenContextAsync(int width, ColorScheme colours) => _chromium.Browser.NewContextAsync(
        new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });

    /// <summary>Opens the page and waits until it is live.</summary>
    private async Task<IPage> OpenAsync(IBrowserContext context, ProgramUnderTest? program = null)
    {
        await (program ?? _program).SignInAsync(context);
        IPage page = await context.NewPageAsync();
        _ = await page.GotoAsync((program ?? _program).Admin.AbsoluteUri);
        await Assertions.Expect(page.Locator(".live-live")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        return page;
    }

    /// <summary>The names end in <c>invalid</c>, which the server answers itself: no upstream is needed.</summary>
    private async Task AskAsync(string name)
    {
        LookupClient client = new(new LookupClientOptions(new NameServer(_program.Dns)) { UseCache = false, Retries = 2 });
        _ = await client.QueryAsync(name, QueryType.A);
    }
}
