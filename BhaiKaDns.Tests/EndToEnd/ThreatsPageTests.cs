using BhaiKaDns.Fakes;
using DnsClient;
using Microsoft.Playwright;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>Look-alikes that a device asks for appear on the page of threats by themselves and can be judged there.</summary>
[Category("EndToEnd")]
internal sealed class ThreatsPageTests
{
    private const int PhoneWidth = 360;
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 20_000 };

    private Chromium _chromium = null!;
    private ScriptedUpstream _upstream = null!;
    private ProgramUnderTest _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.LaunchOrSkipAsync();
        _upstream = ScriptedUpstream.Start();
        _program = await ProgramUnderTest.StartAsync(_upstream.Endpoint);
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
    public async Task Page_LookAlikesAsked_AppearAndCanBeBlocked()
    {
        await using IBrowserContext context = await _chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = PhoneWidth, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await _program.SignInAsync(context);
        IPage page = await context.NewPageAsync();
        _ = await page.GotoAsync(_program.Admin + "threats", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(page.GetByText("Judged by")).ToBeVisibleAsync(Patience);

        LookupClient client = new(new LookupClientOptions(new NameServer(_program.Dns)) { UseCache = false, Retries = 2 });
        _ = await client.QueryAsync("paypa1.com", QueryType.A);
        _ = await client.QueryAsync("xn--80ak6aa92e.com", QueryType.A);

        ILocator paypal = page.Locator(".finding").Filter(new() { HasText = "imitates paypal.com" });
        await Assertions.Expect(paypal).ToBeVisibleAsync(Patience);
        await Assertions.Expect(page.Locator(".finding").Filter(new() { HasText = "imitates apple.com" })).ToBeVisibleAsync(Patience);
        await paypal.GetByRole(AriaRole.Button, new() { Name = "Look closer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Right: block it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The name is blocked now.")).ToBeVisibleAsync(Patience);
        await Assertions.Expect(paypal).ToBeHiddenAsync(new() { Timeout = 10_000 });
    }
}
