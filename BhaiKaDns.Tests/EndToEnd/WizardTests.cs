using System.Text.RegularExpressions;
using BhaiKaDns.Fakes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>The first run as a household meets it: from the code on the terminal to the dashboard.</summary>
[Category("EndToEnd")]
internal sealed partial class WizardTests
{
    private Chromium _chromium = null!;
    private ProgramUnderTest _program = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.LaunchOrSkipAsync();
        _program = await ProgramUnderTest.StartAsync(upstream: null, "--Admin:InitialPasswordFile", "");
    }

    [TearDown]
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

    [TestCase(360, ColorScheme.Dark)]
    [TestCase(1440, ColorScheme.Light)]
    public async Task FirstRun_FromCodeToDashboard_IsCalmAndAccessible(int width, ColorScheme colours)
    {
        await using IBrowserContext context = await _chromium.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        List<string> asked = [];
        context.Request += (_, request) => asked.Add(request.Url);
        IPage page = await context.NewPageAsync();
        string name = $"{width}-{colours}".ToLowerInvariant();
        List<string> problems = [];

        await Eventually.IsTrueAsync(() => Code().IsMatch(_program.Output));
        _ = await page.GotoAsync(_program.Admin.AbsoluteUri);
        await page.GetByLabel("Code from the terminal").FillAsync(Code().Match(_program.Output).Value);
        await page.GetByLabel("User name").FillAsync("asha");
        await page.GetByLabel("Password").FillAsync(ProgramUnderTest.Password);
        await LookAsync(page, "wizard-1-" + name, problems);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();

        await ExpectQuestionAsync(page, "How much should be blocked?");
        await page.Locator(".wizard[data-ready]").WaitForAsync();
        await LookAsync(page, "wizard-2-" + name, problems);
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = LightLevel() }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await ExpectQuestionAsync(page, "Do children live here?");
        await LookAsync(page, "wizard-3-" + name, problems);
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = Yes() }).CheckAsync();
        await page.Keyboard.PressAsync("Enter");
        await ExpectQuestionAsync(page, "How much may be remembered?");
        await LookAsync(page, "wizard-4-" + name, problems);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await ExpectQuestionAsync(page, "Point your devices here");
        await Assertions.Expect(page.GetByText("How to point a device here")).ToBeVisibleAsync();
        await LookAsync(page, "wizard-5-" + name, problems);
        await page.GetByRole(AriaRole.Link, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(_program.Admin.AbsoluteUri);

        _ = await page.GotoAsync(_program.Admin + "connect");
        await Assertions.Expect(page.GetByText("How to point a device here")).ToBeVisibleAsync();
        await LookAsync(page, "connect-" + name, problems);
        _ = await page.GotoAsync(_program.Admin + "test");
        await Assertions.Expect(page.GetByText("Advertising is blocked")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await LookAsync(page, "test-" + name, problems);
        Assert.That(await page.Locator(".tick-good").Filter(new() { HasText = "doubleclick.net is blocked by starter" }).CountAsync(), Is.EqualTo(1));
        Assert.That((string.Join("; ", problems), string.Join(' ', asked.Where(address => !address.StartsWith(_program.Admin.AbsoluteUri, StringComparison.Ordinal)))), Is.EqualTo(("", "")));
    }

    private static Task ExpectQuestionAsync(IPage page, string question) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = question, Level = 1 })).ToBeVisibleAsync(new() { Timeout = 15_000 });

    private static async Task LookAsync(IPage page, string name, List<string> problems)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", name + ".png");
        _ = await page.ScreenshotAsync(new() { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path);
        AxeResult result = await page.RunAxe();
        problems.AddRange(result.Violations.Select(violation => $"{name}: {violation.Id} {string.Join(',', violation.Nodes.Select(node => node.Html))}"));
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth") > 0)
        {
            problems.Add($"{name}: too wide");
        }
    }

    [GeneratedRegex("(?<=with the code )[A-Z0-9]{4}-[A-Z0-9]{4}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^Light", RegexOptions.None, 1000)]
    private static partial Regex LightLevel();

    [GeneratedRegex("^Yes", RegexOptions.None, 1000)]
    private static partial Regex Yes();
}
