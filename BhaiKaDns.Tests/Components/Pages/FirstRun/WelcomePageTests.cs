using BhaiKaDns.Administration;
using BhaiKaDns.Policy;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.FirstRun;

internal sealed class WelcomePageTests
{
    [Test]
    public async Task Protection_FirstTime_BalancedIsChosenAndListsAreNamed()
    {
        await using FirstRunContext context = new();

        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();

        Assert.That((page.Find("h1").TextContent, page.Find(".wizard-progress").TextContent), Is.EqualTo(("How much should be blocked?", "Step 2 of 5")));
        Assert.That(page.Find("input[value=Balanced]").HasAttribute("checked"), Is.True);
        Assert.That(page.Markup, Does.Contain("urlhaus-filter").And.Contain("downloaded from their makers"));
    }

    [Test]
    public async Task Family_Asked_SaysThatTheGroupDoesNothingYet()
    {
        await using FirstRunContext context = new();
        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();

        page.Find("form").Submit();

        Assert.That(page.Find("fieldset").TextContent, Does.Contain("It does nothing until you put their devices in it."));
    }

    [Test]
    public async Task Next_BeforeTheLastQuestion_NothingIsChanged()
    {
        await using FirstRunContext context = new();
        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();

        page.Find("form").Submit();
        page.Find("form").Submit();

        Assert.That((page.Find("h1").TextContent, context.Get<PolicyStore>().Model.Stored.IsEmpty), Is.EqualTo(("How much may be remembered?", true)));
    }

    [Test]
    public async Task Back_FromPrivacy_GoesToFamily()
    {
        await using FirstRunContext context = new();
        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();
        page.Find("form").Submit();
        page.Find("form").Submit();

        page.Find(".wizard-actions .plain-button").Click();

        Assert.That(page.Find("h1").TextContent, Is.EqualTo("Do children live here?"));
    }

    [Test]
    public async Task Next_AfterTheLastQuestion_SavesAllThree()
    {
        await using FirstRunContext context = new();
        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();
        page.Find("input[value=Family]").Change("Family");
        page.Find("form").Submit();
        page.Find("input[name=family]").Change("on");
        page.Find("form").Submit();
        page.Find("input[value=NoClients]").Change("NoClients");

        page.Find("form").Submit();

        await page.WaitUntilAsync(() => Assert.That(page.Find("h1").TextContent, Is.EqualTo("Point your devices here")));
        PolicyStore policy = context.Get<PolicyStore>();
        Assert.That((policy.Model.HasGroup("children"), policy.Model.Stored.Lists.Count, context.Privacy), Is.EqualTo((true, 5, (PrivacyLevel?)PrivacyLevel.NoClients)));
    }

    [Test]
    public async Task Next_NotSaved_SaysWhyAndStays()
    {
        await using FirstRunContext context = new() { Saved = Outcome.Refused(OutcomeKind.NotStored, "", "the disk is full.") };
        IRenderedComponent<WelcomePage> page = context.Render<WelcomePage>();
        page.Find("form").Submit();
        page.Find("form").Submit();

        page.Find("form").Submit();

        await page.WaitUntilAsync(() => Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("the disk is full.")));
    }
}
