using BhaiKaDns.Hosting;
using Bunit;
using Microsoft.AspNetCore.Components;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Home;

internal sealed class DashboardPageTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Render_NoQueries_SaysHowToBegin()
    {
        await using PageContext context = new();
        context.Health.Report("Listeners", HealthState.Ok, "Listening.");

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Markup, Does.Contain("Name this machine as the DNS server"));
    }

    [Test]
    public async Task Render_ServerStarting_SaysSo()
    {
        await using PageContext context = new();

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Markup, Does.Contain("The server is starting"));
    }

    [Test]
    public async Task Render_NotYetInteractive_SaysConnecting()
    {
        await using PageContext context = new();
        context.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Find(".live").TextContent, Is.EqualTo("Connecting…"));
    }

    [Test]
    public async Task Render_SnapshotNeverTaken_SaysThatNamesAreStillAnswered()
    {
        await using PageContext context = new() { Snapshot = () => throw new InvalidOperationException("secret detail") };

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("Names are still being answered").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Tick_NewNumbers_AreDrawn()
    {
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.With(7) };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();
        context.Snapshot = () => LiveSnapshotSamples.With(1234);

        context.Time.Advance(Second);

        page.WaitUntil(() => Assert.That(page.Find(".tile-value").TextContent, Is.EqualTo("1,234")));
    }

    [Test]
    public async Task Tick_SnapshotBreaks_LastNumbersStayWithTheirTime()
    {
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.With(1234) };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();
        context.Snapshot = () => throw new InvalidOperationException();

        context.Time.Advance(Second);

        page.WaitUntil(() => Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("12:30:15")));
        Assert.That(page.Find(".tile-value").TextContent, Is.EqualTo("1,234"));
    }

    [Test]
    public async Task Tick_SnapshotRecovers_NoticeGoes()
    {
        await using PageContext context = new() { Snapshot = () => throw new InvalidOperationException() };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();
        context.Snapshot = () => LiveSnapshotSamples.With(1);

        context.Time.Advance(Second);

        page.WaitUntil(() => Assert.That(page.FindAll("[role=alert]"), Is.Empty));
    }

    [Test]
    public async Task Hold_Pressed_TakesNoMoreSnapshots()
    {
        await using PageContext context = new();
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();
        int before = context.Taken;

        await page.Find("button[aria-pressed]").ClickAsync();
        context.Time.Advance(3 * Second);

        Assert.That((context.Taken, page.Find(".live").TextContent), Is.EqualTo((before, "Held still")));
    }

    [Test]
    public async Task Dispose_PageLeft_TimerStops()
    {
        await using PageContext context = new();
        context.Render<DashboardPage>();
        int before = context.Taken;

        await context.DisposeComponentsAsync();
        context.Time.Advance(5 * Second);

        Assert.That(context.Taken, Is.EqualTo(before));
    }

    [Test]
    public async Task Render_PartDegraded_NamesItAndItsSentence()
    {
        await using PageContext context = new();
        context.Health.Report("Lists", HealthState.Degraded, "Yesterday's copy is used.");

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Find("summary").TextContent, Does.Contain("something is missing").And.Contain("Lists: Yesterday's copy is used."));
    }
}
