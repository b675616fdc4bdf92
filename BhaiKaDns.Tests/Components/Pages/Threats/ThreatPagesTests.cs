using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Pages.Filtering;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Threats;

/// <summary>The pages about what was found, over the real house.</summary>
internal sealed class ThreatPagesTests
{
    [Test]
    public async Task Threats_NothingFound_SaysSoAndThatNothingIsBlocked()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();

        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>();

        Assert.That(page.Markup, Does.Contain("Nothing was found.").And.Contain("nothing is blocked by it"));
    }

    [Test]
    public async Task Threats_DetectionOff_SaysSo()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync(("Intelligence:Mode", "Off"));

        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>();

        Assert.That(page.Find(".threat-mode").TextContent, Does.Contain("Detection is off."));
    }

    [Test]
    public async Task Threats_FoundMeanwhile_AppearsAtTheNextBeat()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>();

        Report(context);
        context.Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitUntil(() => Assert.That(page.Find(".finding").TextContent, Does.Contain("A look-alike name").And.Contain("paypa1.com imitates paypal.com").And.Contain("only watched")));
    }

    [Test]
    public async Task Threats_SeenPressed_LeavesTheOpenOnes()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        Finding finding = Report(context);
        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>(Role.Parent);

        page.Find(".finding button:nth-of-type(2)").Click();

        page.WaitUntil(() => Assert.That((page.FindAll(".finding").Count, context.Get<FindingStore>().Find(finding.Id)!.StateOf()), Is.EqualTo((0, FindingState.Acknowledged))));
    }

    [Test]
    public async Task Threats_Viewer_CannotMark()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        Report(context);

        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>(Role.Viewer);

        Assert.That(page.FindAll(".finding button"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Threats_OtherKindChosen_IsLeftOut()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        Report(context);
        context.Get<FindingStore>().Report("beacon", "192.168.1.30", "clock.example", "clock.example is asked for every minute", 60, [], isBlocked: false);
        IRenderedComponent<ThreatsPage> page = context.Show<ThreatsPage>();

        page.Find("#threat-kind").Change("beacon");

        page.WaitUntil(() => Assert.That(page.FindAll(".finding h2").Select(head => head.TextContent), Is.EqualTo(new[] { "A regular beat" })));
    }

    [Test]
    public async Task Typos_NobodyMistyped_SaysSo()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();

        IRenderedComponent<TyposPage> page = context.Show<TyposPage>();

        Assert.That(page.Markup, Does.Contain("Nobody mistyped").And.Contain("Nothing is rewritten"));
    }

    [Test]
    public async Task Typos_Mistyped_ShowsWhatWasMeant()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        TypoAdvice typos = context.Get<TypoAdvice>();
        await typos.PrepareAsync();
        typos.Consider(Wire("gogle.com"), context.Time.GetUtcNow().ToUnixTimeMilliseconds());

        IRenderedComponent<TyposPage> page = context.Show<TyposPage>();

        Assert.That(page.Find(".things tbody").TextContent, Does.Contain("gogle.com").And.Contain("google.com"));
    }

    [Test]
    public async Task OpenFindings_OneOpen_IsCounted()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        Report(context);

        IRenderedComponent<Parts.OpenFindings> badge = context.Show<Parts.OpenFindings>();

        Assert.That(badge.Find(".rail-count").TextContent, Is.EqualTo("1 open"));
    }

    private static Finding Report(FilteringPageContext context) => context.Get<FindingStore>().Report(
        "look-alike", "192.168.1.30", "paypa1.com", "paypa1.com imitates paypal.com", 1, [new Evidence("look-alike", "digits in place of letters of paypal.com")], isBlocked: false)!;

    private static byte[] Wire(string name)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        _ = DomainNameText.TryParse(name, wire, out int length);
        return wire[..length];
    }
}
