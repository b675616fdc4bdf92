using BhaiKaDns.Access;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class WhySheetTests
{
    [Test]
    public async Task Render_EvidenceFromAList_NamesListLineAndWhatWouldBe()
    {
        await using PageContext context = new()
        {
            Explanation = request => new Explanation(
                request, Decision.Blocked, Reason.BlockList, [new Evidence("block-list", "||ads.example^", "starter", 12)], Group: "kids", Device: "phone", Without: Verdict.Allowed),
        };

        IRenderedComponent<WhySheet> sheet = Render(context, "ads.example");

        sheet.WaitForAssertion(() => Assert.That(
            sheet.Find(".why").TextContent,
            Does.Contain("starter, line 12").And.Contain("||ads.example^").And.Contain("phone").And.Contain("kids").And.Contain("it would be allowed")));
    }

    [TestCase("not..a name")]
    [TestCase("")]
    public async Task Render_NoName_SaysSo(string name)
    {
        await using PageContext context = new();

        IRenderedComponent<WhySheet> sheet = Render(context, name);

        Assert.That(sheet.Find("[role=alert]").TextContent, Does.Contain("not a domain name"));
    }

    [Test]
    public async Task Render_ExplainerFails_KeepsItsWordsBack()
    {
        await using PageContext context = new() { Explanation = _ => throw new InvalidOperationException("secret detail") };

        IRenderedComponent<WhySheet> sheet = Render(context, "ads.example");

        sheet.WaitForAssertion(() => Assert.That(sheet.Find("[role=alert]").TextContent, Does.Not.Contain("secret")));
    }

    [Test]
    public async Task Render_WhoMayNotAct_HasNoButtons()
    {
        await using PageContext context = new();

        IRenderedComponent<WhySheet> sheet = Render(context, "ads.example");

        sheet.WaitForAssertion(() => Assert.That(sheet.Find(".why-verdict").TextContent, Does.Contain("Nothing objects")));
        Assert.That(sheet.FindAll("button"), Is.Empty);
    }

    private static IRenderedComponent<WhySheet> Render(PageContext context, string name) =>
        context.Render<WhySheet>(parameters => parameters.Add(sheet => sheet.Name, name).Add(sheet => sheet.Type, "A").AddCascadingValue(Actor.Nobody));
}
