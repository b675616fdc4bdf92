using BhaiKaDns.Administration.Reports;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Home;

internal sealed class DashboardHistoryTests
{
    [Test]
    public async Task Choose_Day_ShowsItsNumbersAndDevices()
    {
        await using PageContext context = new() { History = HistoryReportSamples.WithQueries };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        await Button(page, "Day").ClickAsync();

        page.WaitUntil(() => Assert.That(page.Find(".tile-value").TextContent, Is.EqualTo("4,321")));
        Assert.That(page.Markup, Does.Contain("phone").And.Contain("192.0.2.1").And.Contain("failing").And.Contain("4,321 queries in all"));
    }

    [Test]
    public async Task Choose_InjectedName_IsText()
    {
        await using PageContext context = new() { History = HistoryReportSamples.WithQueries };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        await Button(page, "Week").ClickAsync();

        page.WaitUntil(() => Assert.That(page.Find(".ranked .query-name").TextContent, Does.Contain("<script>")));
        Assert.That(page.FindAll(".ranked script"), Is.Empty);
    }

    [Test]
    public async Task ChooseWhom_Device_AsksForItAndLeavesLive()
    {
        await using PageContext context = new() { Names = HomeNamesSamples.WithPhone, History = HistoryReportSamples.WithQueries };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        await page.Find("#dash-whom").ChangeAsync("d:phone");

        page.WaitUntil(() => Assert.That(context.Scopes[^1], Is.EqualTo(new HistoryScope(null, "phone"))));
        Assert.That((Button(page, "Hour").GetAttribute("aria-pressed"), Button(page, "Live").HasAttribute("disabled")), Is.EqualTo(("true", true)));
    }

    [Test]
    public async Task Choose_HistoryFails_SaysSo()
    {
        await using PageContext context = new() { History = (_, _) => throw new IOException("secret") };
        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        await Button(page, "Year").ClickAsync();

        page.WaitUntil(() => Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("Names are still being answered").And.Not.Contain("secret")));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DashboardPage> page, string words) =>
        page.FindAll(".segments button").Single(button => button.TextContent == words);
}
