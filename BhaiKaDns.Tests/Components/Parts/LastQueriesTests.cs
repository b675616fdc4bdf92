using BhaiKaDns.Components.Pages.Home;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class LastQueriesTests
{
    [Test]
    public async Task Render_MarkupInName_IsText()
    {
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.WithQuery("<script>alert(1)</script>.example") };

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.FindAll("script"), Is.Empty);
        Assert.That(page.Find("td .query-name").TextContent, Is.EqualTo("<script>alert(1)</script>.example"));
    }

    [Test]
    public async Task Render_DirectionOverrideInName_IsWrittenAsItsNumber()
    {
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.WithQuery("exe\u202Egnp.example") };

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Find("td bdi.query-name").TextContent, Is.EqualTo("exe\\u{202E}gnp.example"));
    }

    [Test]
    public async Task Render_LongestName_IsCutOnlyForTheEye()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('a', 62), 4));
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.WithQuery(name) };

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That((page.Find("td .query-name").TextContent, page.Find("td .query-name").GetAttribute("title")), Is.EqualTo((name, name)));
    }

    [Test]
    public async Task Render_BlockedByList_NamesReasonAndList()
    {
        await using PageContext context = new() { Snapshot = () => LiveSnapshotSamples.WithQuery("ads.example", Decision.Blocked, Reason.BlockList, 3) };

        IRenderedComponent<DashboardPage> page = context.Render<DashboardPage>();

        Assert.That(page.Find(".q-decision").TextContent, Does.Contain("blocked").And.Contain("a block list names it (list 3)"));
    }
}
