using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BhaiKaDns.Access.OneTimeCodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>Login and accounts as a person meets them: a real browser, the real program.</summary>
[Category("EndToEnd")]
internal sealed class AccountPagesTests
{
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

    [TestCase("login", 360, ColorScheme.Light)]
    [TestCase("login", 1440, ColorScheme.Dark)]
    [TestCase("sign-out", 360, ColorScheme.Dark)]
    [TestCase("account", 360, ColorScheme.Light)]
    [TestCase("account", 1440, ColorScheme.Dark)]
    [TestCase("users", 360, ColorScheme.Dark)]
    [TestCase("users", 1440, ColorScheme.Light)]
    [TestCase("audit", 360, ColorScheme.Dark)]
    [TestCase("audit", 1440, ColorScheme.Light)]
    public async Task Page_AnyWidthAndColours_FitsAndIsAccessible(string path, int width, ColorScheme colours)
    {
        await using IBrowserContext context = await OpenContextAsync(width, colours);
        if (path != "login")
        {
            await _program.SignInAsync(context);
        }

        IPage page = await context.NewPageAsync();
        await page.GotoAsync(_program.Admin + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (path == "audit")
        {
            await page.Locator(".audit-entries summary").First.ClickAsync();
        }

        _ = await page.ScreenshotAsync(new() { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", $"{path}-{width}-{colours}.png".ToLowerInvariant()), FullPage = true });
        AxeResult result = await page.RunAxe();
        int overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        Assert.That((string.Join("; ", result.Violations.Select(violation => violation.Id)), overflow), Is.EqualTo((string.Empty, 0)));
    }

    [Test]
    public async Task Login_WithoutScripts_OpensThePageThatWasWanted()
    {
        await using IBrowserContext context = await _chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();

        await page.GotoAsync(_program.Admin + "account");
        await SignInAsync(page, ProgramUnderTest.UserName, ProgramUnderTest.Password);

        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/account"));
    }

    [Test]
    public async Task Login_WithTwoFactor_AsksForTheCode()
    {
        await AddUserAsync("ravi");
        await using IBrowserContext context = await OpenContextAsync(360, ColorScheme.Light);
        await _program.SignInAsync(context, "ravi", ProgramUnderTest.Password);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(_program.Admin + "account", new() { WaitUntil = WaitUntilState.NetworkIdle });
        string secret = await SwitchOnAsync(page);
        await page.GotoAsync(_program.Admin + "sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await SignInAsync(page, "ravi", ProgramUnderTest.Password);
        // The code of now was used up when two-factor was switched on; the next one is good already.
        await page.GetByLabel("Code of your authenticator app").FillAsync(TimeCodes.At(secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.Locator(".house-main")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Test]
    public async Task Login_WrongAgainAndAgain_MustWait()
    {
        await using IBrowserContext context = await OpenContextAsync(360, ColorScheme.Light);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(_program.Admin + "login");

        // The delay grows with each wrong try; on a busy machine the first ones are over before the next try comes.
        string told = "";
        for (int attempt = 0; attempt < 12 && !told.Contains("Too many wrong tries", StringComparison.Ordinal); attempt++)
        {
            await SignInAsync(page, "nobody-here", "not the password");
            told = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        }

        Assert.That(told, Does.Contain("Too many wrong tries"));
    }

    [Test]
    public async Task SignOutAllOthers_TwoBrowsers_LeavesThisOne()
    {
        await AddUserAsync("tara");
        await using IBrowserContext other = await OpenContextAsync(360, ColorScheme.Light);
        await _program.SignInAsync(other, "tara", ProgramUnderTest.Password);
        await using IBrowserContext here = await OpenContextAsync(360, ColorScheme.Light);
        await _program.SignInAsync(here, "tara", ProgramUnderTest.Password);
        IPage page = await here.NewPageAsync();
        await page.GotoAsync(_program.Admin + "account", new() { WaitUntil = WaitUntilState.NetworkIdle });

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out all others" }).ClickAsync();
        _ = await page.ScreenshotAsync(new() { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", "sign-out-all-others.png"), FullPage = true });
        await page.GetByRole(AriaRole.Group, new() { Name = "Sign out everywhere but here?" }).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out all others" })).ToHaveCountAsync(0);
        IPage elsewhere = await other.NewPageAsync();
        await elsewhere.GotoAsync(_program.Admin + "account");
        await page.ReloadAsync();
        Assert.That((new Uri(elsewhere.Url).AbsolutePath, new Uri(page.Url).AbsolutePath), Is.EqualTo(("/login", "/account")));
    }

    [Test]
    public async Task Session_EndedElsewhere_TakesTheOpenPageAway()
    {
        await AddUserAsync("mina");
        await using IBrowserContext context = await OpenContextAsync(360, ColorScheme.Light);
        await _program.SignInAsync(context, "mina", ProgramUnderTest.Password);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(_program.Admin + "account", new() { WaitUntil = WaitUntilState.NetworkIdle });

        using HttpClient admin = await LogInAsync();
        using HttpResponseMessage response = await admin.DeleteAsync(new Uri("api/v1/users/mina", UriKind.Relative));

        await page.WaitForURLAsync("**/login**", new() { Timeout = 30_000 });
    }

    private static async Task<string> SwitchOnAsync(IPage page)
    {
        // Before the page is connected a click does nothing.
        ILocator button = page.GetByRole(AriaRole.Button, new() { Name = "Switch two-factor on" });
        for (int attempt = 0; attempt < 10 && !await page.Locator(".secret-key").IsVisibleAsync(); attempt++)
        {
            await button.ClickAsync(new() { Timeout = 10_000 });
            await page.WaitForTimeoutAsync(1_000);
        }

        string secret = (await page.Locator(".secret-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("The code that the app shows now").FillAsync(TimeCodes.At(secret, TimeProvider.System.GetUtcNow()));
        await page.GetByLabel("Your password").FillAsync(ProgramUnderTest.Password);
        _ = await page.ScreenshotAsync(new() { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", "two-factor.png"), FullPage = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have written them down" }).ClickAsync();
        return secret;
    }

    private static async Task SignInAsync(IPage page, string userName, string password)
    {
        await page.GetByLabel("User name").FillAsync(userName);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private async Task AddUserAsync(string name)
    {
        using HttpClient admin = await LogInAsync();
        using HttpResponseMessage response = await admin.PostAsJsonAsync(
            new Uri("api/v1/users", UriKind.Relative), new { userName = name, role = "viewer", password = ProgramUnderTest.Password });
        response.EnsureSuccessStatusCode();
    }

    private async Task<HttpClient> LogInAsync()
    {
        HttpClient client = new() { BaseAddress = _program.Admin };
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            new Uri("api/v1/auth/login", UriKind.Relative), new { userName = ProgramUnderTest.UserName, password = ProgramUnderTest.Password });
        JsonElement tokens = await response.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return client;
    }

    private Task<IBrowserContext> OpenContextAsync(int width, ColorScheme colours) => _chromium.Browser.NewContextAsync(
        new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
}
