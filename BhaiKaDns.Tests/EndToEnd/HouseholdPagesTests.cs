using BhaiKaDns.Fakes;
using DnsClient;
using DnsClient.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>What a family does on the pages, and what its devices notice of it. Everything asks from the tablet's address.</summary>
[Category("EndToEnd")]
internal sealed class HouseholdPagesTests
{
    private const string Answered = "192.0.2.1";
    private const string Null = "0.0.0.0";
    private const string Here = "127.0.0.1";

    private Chromium _chromium = null!;
    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.LaunchOrSkipAsync("--host-resolver-rules=MAP *.example 127.0.0.1");
        _upstream = ScriptedUpstream.Start();
        _program = await ProgramUnderTest.StartAsync(
            _upstream.Endpoint, "--Filtering:Rules:0", "||ads.example^", "--Filtering:AllowPrivateSources", "true");
        using HttpClient api = await _program.OpenApiAsync();
        await api.AddAsync("users", new { userName = "mother", role = "parent", password = ProgramUnderTest.Password });
        await api.AddAsync("groups", new { name = "children", rules = new[] { "||games.example^", "||videos.example^" }, blockingMode = "custom", customAddresses = new[] { Here } });
        await api.AddAsync("devices", new { name = "tablet", group = "children", addresses = new[] { Here } });
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
    public async Task AllowForAnHour_FromTheLog_IsAnsweredFromTheNextQuestionOn()
    {
        await using IBrowserContext context = await OpenContextAsync(360);
        IPage page = await OpenAsync(context, "queries");
        await page.Locator(".live-live").WaitForAsync();
        string before = await AskAsync("shown.ads.example");

        await Live(
            page,
            () => page.Locator(".name-button").Filter(new() { HasText = "shown.ads.example" }).First.ClickAsync(),
            () => page.Locator(".why-dialog").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow for an hour" }).ClickAsync();
        await Eventually.IsTrueAsync(async () => await AskAsync("shown.ads.example") == Answered);

        Assert.That((before, await AskAsync("other.ads.example")), Is.EqualTo((Here, Here)));
    }

    [Test]
    public async Task Schedule_PaintedAndSaved_IsSeenAgain()
    {
        await using IBrowserContext context = await OpenContextAsync(1440);
        IPage page = await OpenAsync(context, "schedules/edit");
        await Live(page, () => page.Locator("div.week-slot").Nth(20).ClickAsync(), () => page.Locator("fieldset.range").CountAsync());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("homework");
        await page.Locator("label.check").Filter(new() { HasText = "children" }).Locator("input").CheckAsync();
        await page.GetByText("Everything: every name").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        ILocator card = page.GetByRole(AriaRole.Article, new() { Name = "homework" });
        await Assertions.Expect(card).ToContainTextAsync("10:00");
        await card.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator("div.week-slot.week-on")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("fieldset.range input[type=time]").First).ToHaveValueAsync("10:00");

        using HttpClient api = await _program.OpenApiAsync();
        using HttpResponseMessage removed = await api.DeleteAsync(new Uri("schedules/homework", UriKind.Relative));
        Assert.That(removed.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task Rule_TriedOutOnTheLog_ShowsWhatItWouldChangeAndChangesNothing()
    {
        _ = await AskAsync("www.trial.example");
        await using IBrowserContext context = await OpenContextAsync(360);
        IPage page = await OpenAsync(context, "rules");

        await Live(page, () => page.Locator("#rule-text").FillAsync("||trial.example^"), () => page.Locator("#rule-readings .reading-good").CountAsync());
        ILocator trial = page.Locator(".trial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try out on the log" }).ClickAsync();
        ILocator row = trial.Locator("tr").Filter(new() { HasText = "www.trial.example" });
        for (int attempt = 0; attempt < 5 && !await IsSeenAsync(row); attempt++)
        {
            // The log is written behind the answers; the newest question may not be there at the first look.
            await trial.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        }

        Assert.That((await row.Locator(".chip").AllInnerTextsAsync(), await AskAsync("www.trial.example")), Is.EqualTo((new[] { "allowed", "blocked" }, Answered)));
    }

    [Test]
    public async Task List_FetchedSlowly_ShowsItsProgressAndThenBlocks()
    {
        using SemaphoreSlim goOn = new(0);
        await using LoopbackListServer server = await LoopbackListServer.StartAsync();
        server.Answer = async reply =>
        {
            reply.Response.ContentLength = 2 * "||listed.example^\n".Length;
            await reply.Response.WriteAsync("||listed.example^\n");
            await reply.Response.Body.FlushAsync();
            await goOn.WaitAsync();
            await reply.Response.WriteAsync("||listet.example^\n");
        };
        await using IBrowserContext context = await OpenContextAsync(1440);
        IPage page = await OpenAsync(context, "lists");

        await Live(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Add a list" }).ClickAsync(), () => page.GetByLabel("Address or file").CountAsync());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("slow list");
        await page.GetByLabel("Address or file").FillAsync(server.Url + "/list.txt");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add this list" }).ClickAsync();
        ILocator row = page.Locator("table.things tr").Filter(new() { HasText = "slow list" });
        await Assertions.Expect(row).ToContainTextAsync("being fetched", new() { Timeout = 15_000 });
        string during = await AskAsync("listed.example");
        _ = goOn.Release();

        await Eventually.IsTrueAsync(async () => await AskAsync("listed.example") != Answered);
        await Assertions.Expect(row.Locator("td[data-label=Rules]")).ToHaveTextAsync("2", new() { Timeout = 15_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Fetch all now" }).ClickAsync();
        ILocator step = page.Locator(".job-steps li").Filter(new() { HasText = "slow list" });
        await Assertions.Expect(step.Locator("progress")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        _ = goOn.Release();
        Assert.That(during, Is.EqualTo(Answered));
    }

    [Test]
    public async Task BlockPage_AskedFor_IsOnTheDevicesPage()
    {
        await using IBrowserContext context = await OpenContextAsync(360);
        IPage page = await OpenBlockedAsync(context, "www.videos.example");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("www.videos.example");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("rule");
        await Assertions.Expect(page.Locator("dd").Filter(new() { HasText = "tablet" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for access" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your parents see it");

        IPage dashboard = await OpenAsync(context, "");
        await Assertions.Expect(dashboard.Locator(".requests")).ToContainTextAsync("www.videos.example", new() { Timeout = 15_000 });
    }

    [Test]
    public async Task BlockPage_ParentsLogin_AllowsForAnHour()
    {
        string before = await AskAsync("www.games.example");
        await using IBrowserContext context = await OpenContextAsync(360);
        IPage page = await OpenBlockedAsync(context, "www.games.example");

        await page.GetByLabel("User name").FillAsync("mother");
        await page.GetByLabel("Password").FillAsync(ProgramUnderTest.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow for an hour" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It is open for an hour");

        Assert.That((before, await AskAsync("www.games.example")), Is.EqualTo((Here, Answered)));
    }

    /// <summary>Does it until it has an effect: before the page is connected it has none.</summary>
    private static async Task Live(IPage page, Func<Task> act, Func<Task<int>> count)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Eventually.IsTrueAsync(async () =>
        {
            if (await count() > 0)
            {
                return true;
            }

            await act();
            await page.WaitForTimeoutAsync(500);
            return await count() > 0;
        });
    }

    private static async Task<bool> IsSeenAsync(ILocator what)
    {
        try
        {
            await what.First.WaitForAsync(new() { Timeout = 3_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<IBrowserContext> OpenContextAsync(int width) => _chromium.Browser.NewContextAsync(
        new() { ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });

    private async Task<IPage> OpenAsync(IBrowserContext context, string path)
    {
        await _program.SignInAsync(context);
        IPage page = await context.NewPageAsync();
        _ = await page.GotoAsync(_program.Admin + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return page;
    }

    private async Task<IPage> OpenBlockedAsync(IBrowserContext context, string name)
    {
        IPage page = await context.NewPageAsync();
        _ = await page.GotoAsync($"http://{name}:{_program.Admin.Port}/");
        return page;
    }

    private async Task<string> AskAsync(string name)
    {
        LookupClient client = new(new LookupClientOptions(new NameServer(_program.Dns)) { UseCache = false, Retries = 2 });
        IDnsQueryResponse response = await client.QueryAsync(name, QueryType.A);
        return response.Answers.OfType<ARecord>().FirstOrDefault()?.Address.ToString() ?? Null;
    }
}
