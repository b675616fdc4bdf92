using AngleSharp.Dom;
using BhaiKaDns.Access;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Bunit;
using Microsoft.AspNetCore.Components;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The pages about filtering over the real house.</summary>
internal sealed class FilteringPagesTests
{
    [Test]
    public async Task Lists_StarterOfTheSettings_CanBeSwitchedOff()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<ListsPage> page = context.Show<ListsPage>();

        page.WaitForElement("td.row-actions button").Click();
        page.WaitForElement(".list-details");
        await page.FindAll(".list-details button").First(button => button.TextContent == "Switch off").ClickAsync();

        page.WaitForState(() => page.Find("tbody td[data-label=State] .tag").TextContent == "off", TimeSpan.FromSeconds(10));
        Assert.That(context.Get<PolicyStore>().Model.Stored.ListSwitches.Single().IsOn, Is.False);
    }

    [Test]
    public async Task Lists_Viewer_MayOnlyLook()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();

        IRenderedComponent<ListsPage> page = context.Show<ListsPage>(Role.Viewer);
        page.WaitForElement("tbody tr");

        Assert.That(page.FindAll("button").Select(button => button.TextContent), Has.None.EqualTo("Add a list"));
    }

    [Test]
    public async Task Rules_LinesTyped_AreSaidInWordsAndAddedWithoutTheBadOnes()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<RulesPage> page = context.Show<RulesPage>();

        page.Find("#rule-text").Input("||ads.example^\n! a comment\n??");
        string readings = page.Find("#rule-readings").TextContent;
        await page.Find("form").SubmitAsync();

        Assert.That(readings, Does.Contain("Blocks ads.example and every name below it.").And.Contain("A comment").And.Contain("Does nothing"));
        Assert.That(context.Get<PolicyStore>().Model.Stored.Rules.Select(rule => (rule.Text, rule.Author)), Is.EqualTo(new[] { ("||ads.example^", "asha") }));
        Assert.That(page.Find("#rule-text").GetAttribute("value"), Is.EqualTo("??"));
    }

    [Test]
    public async Task Rules_TriedOnAnEmptyLog_SaysSo()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<RulesPage> page = context.Show<RulesPage>();
        page.Find("#rule-text").Input("||ads.example^");

        await page.FindAll("form button").First(button => button.TextContent == "Try out on the log").ClickAsync();

        IElement sum = page.WaitForElement(".trial-sum", TimeSpan.FromSeconds(10));
        Assert.That(sum.TextContent, Does.Contain("no questions"));
        Assert.That(context.Get<PolicyStore>().Model.Stored.Rules, Is.Empty);
    }

    [Test]
    public async Task Records_BadThenGoodValue_IsToldThenSaved()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<RecordsPage> page = context.Show<RecordsPage>();
        await page.FindAll("button").First(button => button.TextContent == "Add a record").ClickAsync();

        page.Find("#record-name").Input("printer.home.arpa");
        page.Find("#record-value").Input("192.168.1");
        string problem = page.Find(".field-problem").TextContent;
        page.Find("#record-value").Input("192.168.1.9");
        await page.Find("form").SubmitAsync();

        Assert.That(problem, Does.Contain("not an IPv4 address"));
        Assert.That(context.Get<PolicyStore>().Model.Stored.Records.Single().Value, Is.EqualTo("192.168.1.9"));
    }

    [Test]
    public async Task Records_PastedHosts_AreShownFirstAndTakenThen()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<HostsPaste> part = context.Show<HostsPaste>();

        part.Find("textarea").Change("192.168.1.7 nas.home.arpa\n");
        await part.Find("form").SubmitAsync();
        int before = context.Get<PolicyStore>().Model.Stored.Records.Count;
        await part.WaitForElement("button.main-button").ClickAsync();

        Assert.That((before, context.Get<PolicyStore>().Model.Stored.Records.Single().Name), Is.EqualTo((0, "nas.home.arpa")));
    }

    [Test]
    public async Task Lookup_BlockedName_ShowsEverythingKnown()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        NavigationManager navigation = context.Get<NavigationManager>();
        navigation.NavigateTo("lookup?name=ads.test&type=A");

        IRenderedComponent<LookupPage> page = context.Show<LookupPage>();

        page.WaitForState(() => page.Markup.Contains("starter", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        page.WaitForState(() => page.Markup.Contains("Nobody asked", StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        Assert.That(page.Markup, Does.Contain("Nobody asked for exactly this name").And.Contain("No record speaks"));
    }

    [Test]
    public async Task Lookup_NameTyped_GoesIntoTheAddress()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<LookupPage> page = context.Show<LookupPage>();

        page.Find("#look-name").Change("ads.test");
        await page.Find("form").SubmitAsync();

        Assert.That(context.Get<NavigationManager>().Uri, Does.Contain("lookup?name=ads.test&type=A"));
    }

    [Test]
    public async Task Import_PastedHosts_IsTriedFirstAndTakenThen()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<ImportPage> page = context.Show<ImportPage>();

        page.Find("#import-text").Change("192.168.1.7 nas.home.arpa\n");
        await page.FindAll("button").First(button => button.TextContent == "Read it").ClickAsync();
        page.WaitForState(() => page.Markup.Contains("What would change", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        StoredPolicy before = context.Get<PolicyStore>().Model.Stored;
        await page.FindAll("button").First(button => button.TextContent == "Take it over").ClickAsync();

        page.WaitForState(() => page.Markup.Contains("What was taken over", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.That((before.IsEmpty, context.Get<PolicyStore>().Model.Stored.Records.Single().Name), Is.EqualTo((true, "nas.home.arpa")));
    }

    [Test]
    public async Task Import_Rubbish_IsRefusedAndNotKept()
    {
        await using FilteringPageContext context = await FilteringPageContext.OpenAsync();
        IRenderedComponent<ImportPage> page = context.Show<ImportPage>();

        page.Find("#import-text").Change("hello\n");
        await page.FindAll("button").First(button => button.TextContent == "Read it").ClickAsync();

        IElement alert = page.WaitForElement("[role=alert]", TimeSpan.FromSeconds(10));
        Assert.That(alert.TextContent, Does.Contain("cannot be taken over"));
        Assert.That(Directory.GetFiles(context.Get<Hosting.DataDirectory>().Combine("imports")), Is.Empty);
    }
}
