using BhaiKaDns.Access;
using BhaiKaDns.Components.Pages.People;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class WhySheetTests
{
    private const string Stranger = "10.9.8.7";

    [Test]
    public async Task Render_EvidenceFromAList_NamesListLineAndWhatWouldBe()
    {
        await using PeopleContext home = await PeopleContext.OpenAsync();
        home.Page.Explanation = request => new Explanation(
            request, Decision.Blocked, Reason.BlockList, [new Evidence("block-list", "||ads.example^", "starter", 12)], Group: "kids", Device: "phone", Without: Verdict.Allowed);

        IRenderedComponent<WhySheet> sheet = Render(home, "ads.example", home.Actor);

        sheet.WaitUntil(() => Assert.That(
            sheet.Find(".why").TextContent,
            Does.Contain("starter, line 12").And.Contain("||ads.example^").And.Contain("phone").And.Contain("kids").And.Contain("it would be allowed")));
    }

    [TestCase("not..a name")]
    [TestCase("")]
    public async Task Render_NoName_SaysSo(string name)
    {
        await using PeopleContext home = await PeopleContext.OpenAsync();

        IRenderedComponent<WhySheet> sheet = Render(home, name, home.Actor);

        Assert.That(sheet.Find("[role=alert]").TextContent, Does.Contain("not a domain name"));
    }

    [Test]
    public async Task Render_ExplainerFails_KeepsItsWordsBack()
    {
        await using PeopleContext home = await PeopleContext.OpenAsync();
        home.Page.Explanation = _ => throw new InvalidOperationException("secret detail");

        IRenderedComponent<WhySheet> sheet = Render(home, "ads.example", home.Actor);

        sheet.WaitUntil(() => Assert.That(sheet.Find("[role=alert]").TextContent, Does.Not.Contain("secret")));
    }

    [Test]
    public async Task Render_WhoMayNotAct_HasNoButtons()
    {
        await using PeopleContext home = await PeopleContext.OpenAsync();

        IRenderedComponent<WhySheet> sheet = Render(home, "ads.example", Actor.Nobody);

        sheet.WaitUntil(() => Assert.That(sheet.Find(".why-verdict").TextContent, Does.Contain("Nothing objects")));
        Assert.That(sheet.FindAll("button"), Is.Empty);
    }

    [TestCase("client", Stranger)]
    [TestCase("everybody", "")]
    public async Task AllowForAnHour_ForWhomChosen_IsARuleThatEnds(string whom, string client)
    {
        await using PeopleContext home = await PeopleContext.OpenAsync();
        IRenderedComponent<WhySheet> sheet = Render(home, "ads.example", home.Actor);
        sheet.WaitForElement("select");
        await sheet.Find("select").ChangeAsync(whom);

        await sheet.Find(".form-actions button").ClickAsync();

        sheet.WaitUntil(() => Assert.That(home.Home.Store.Model.Stored.Rules, Is.Not.Empty));
        PersonalRule rule = home.Home.Store.Model.Stored.Rules[^1];
        Assert.That((rule.Text, rule.Client ?? "", rule.EndsAt - home.Home.Time.GetUtcNow()), Is.EqualTo(("@@||ads.example^", client, TimeSpan.FromHours(1))));
    }

    private static IRenderedComponent<WhySheet> Render(PeopleContext home, string name, Actor actor) => home.Page.Render<WhySheet>(parameters => parameters
        .Add(sheet => sheet.Name, name).Add(sheet => sheet.Type, "A").Add(sheet => sheet.Client, Stranger).AddCascadingValue(actor));
}
