using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Log;

internal sealed class LogPageTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task Render_EmptyLog_SaysThatRowsAppear()
    {
        await using PageContext context = new();

        IRenderedComponent<LogPage> page = context.Render<LogPage>();

        page.WaitUntil(() => Assert.That(page.Find(".empty").TextContent, Does.Contain("No queries yet")));
    }

    [Test]
    public async Task Beat_NewQuery_IsShownWithItsDevice()
    {
        await using PageContext context = new() { Names = HomeNamesSamples.WithPhone };
        IRenderedComponent<LogPage> page = await OpenAsync(context);

        Ask(context, "www.example.com");
        context.Time.Advance(Beat);

        page.WaitUntil(() => Assert.That(page.Find("tbody tr").TextContent, Does.Contain("www.example.com").And.Contain("phone")));
    }

    [TestCase("<script>alert(1)</script>.example")]
    [TestCase(@"\226\128\174evil.example")]
    public async Task Beat_InjectedName_IsText(string name)
    {
        await using PageContext context = new();
        IRenderedComponent<LogPage> page = await OpenAsync(context);

        Ask(context, name);
        context.Time.Advance(Beat);

        page.WaitUntil(() => Assert.That(page.Find("td.q-name").TextContent, Does.Contain(name)));
        Assert.That(page.FindAll("td script"), Is.Empty);
    }

    [Test]
    public async Task Beat_SearchThatDoesNotFit_ShowsNothing()
    {
        await using PageContext context = new();
        IRenderedComponent<LogPage> page = await OpenAsync(context);
        await page.Find("#log-search").InputAsync("decision:blocked");
        await page.Find("form").SubmitAsync();

        Ask(context, "www.example.com");
        context.Time.Advance(Beat);

        Assert.That(page.FindAll("tbody tr"), Is.Empty);
    }

    [Test]
    public async Task Submit_Mistake_SaysWhereAndKeepsTheRows()
    {
        await using PageContext context = new();
        IRenderedComponent<LogPage> page = await OpenAsync(context);
        await page.Find("#log-search").InputAsync("color:red");

        await page.Find("form").SubmitAsync();

        Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("At character 1:"));
    }

    [Test]
    public async Task Chip_Pressed_FiltersAndIsTakenBack()
    {
        await using PageContext context = new();
        IRenderedComponent<LogPage> page = await OpenAsync(context);

        await page.Find(".log-search .segments button").ClickAsync();
        string? pressed = page.Find("#log-search").GetAttribute("value");
        await page.Find(".log-search .segments button").ClickAsync();

        Assert.That((pressed, page.Find("#log-search").GetAttribute("value") ?? ""), Is.EqualTo(("decision:blocked", "")));
    }

    [Test]
    public async Task Pause_Pressed_CountsWhatIsNew()
    {
        await using PageContext context = new();
        IRenderedComponent<LogPage> page = await OpenAsync(context);

        await page.Find("button[aria-pressed]").ClickAsync();
        Ask(context, "www.example.com");
        context.Time.Advance(Beat);

        page.WaitUntil(() => Assert.That(page.Find(".live").TextContent, Is.EqualTo("Paused; 1 new")));
        Assert.That(page.FindAll("tbody tr"), Is.Empty);
    }

    [Test]
    public async Task Dispose_PageLeft_WatchesNoMore()
    {
        await using PageContext context = new();
        _ = await OpenAsync(context);
        int before = context.Feed.Readers;

        await context.DisposeComponentsAsync();

        Assert.That((before, context.Feed.Readers), Is.EqualTo((1, 0)));
    }

    // Past the moment at which the page reads the log once more for what came before it watched.
    private static async Task<IRenderedComponent<LogPage>> OpenAsync(PageContext context)
    {
        IRenderedComponent<LogPage> page = context.Render<LogPage>();
        for (int beat = 0; beat < 3; beat++)
        {
            context.Time.Advance(Beat);
            await page.InvokeAsync(() => Task.CompletedTask);
        }

        page.WaitUntil(() => Assert.That(page.Find(".empty").TextContent, Does.Not.Contain("being read")));
        return page;
    }

    private static void Ask(PageContext context, string name)
    {
        QueryEvent query = new()
        {
            UnixTimeMs = context.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Client = LiveSnapshotSamples.Phone,
            Type = RecordType.A,
            Decision = Decision.Allowed,
            Source = AnswerSource.Cache,
        };
        context.Feed.Receive(query, LogHarness.Name(name));
        context.Feed.EndBatch();
    }
}
