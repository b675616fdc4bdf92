using BhaiKaDns.Access;
using BhaiKaDns.Policy.People;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.People;

internal sealed class DevicesPageTests
{
    [Test]
    public async Task Render_NobodyAsked_SaysHowToBegin()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(isEmpty: true);

        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();

        Assert.That(page.Markup, Does.Contain("No device has asked yet"));
    }

    [Test]
    public async Task Render_NumbersBreak_SaysThatNamesAreStillAnswered()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        context.Activity = () => throw new InvalidOperationException("secret detail");

        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();

        Assert.That(page.Find("[role=alert]").TextContent, Does.Contain("still being answered").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Render_UnknownAddress_IsMarkedNew()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        context.Saw(PeopleHome.Unknown, 7);

        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();

        Assert.That(page.FindAll("tr").Single(row => row.TextContent.Contains(PeopleHome.Unknown, StringComparison.Ordinal)).TextContent, Does.Contain("new").And.Contain("7"));
    }

    [Test]
    public async Task Save_StrangerGetsNameAndGroup_IsADevice()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        context.Saw(PeopleHome.Unknown, 1);
        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();
        await page.FindAll("button").Single(button => button.TextContent == "Give it a name").ClickAsync();

        await page.Find("#device-name").ChangeAsync("Asha's phone");
        await page.Find("form select").ChangeAsync("children");
        await page.Find("form").SubmitAsync();

        DeviceOptions device = context.Stored.Devices.Single();
        Assert.That((device.Name, device.Group, device.Addresses.Single()), Is.EqualTo(("Asha's phone", "children", PeopleHome.Unknown)));
    }

    [Test]
    public async Task Save_AddressOfAnother_IsShownBesideTheFieldAndNothingIsLost()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();
        await page.FindAll("button").Single(button => button.TextContent == "Add a device").ClickAsync();

        await page.Find("#device-name").ChangeAsync("laptop");
        await page.Find("#device-addresses").ChangeAsync(PeopleHome.Tablet);
        await page.Find("form").SubmitAsync();

        Assert.That(page.FindAll(".field-problem").Select(problem => problem.TextContent), Has.One.Contains("belongs to 'tablet' already"));
        Assert.That((page.Find("#device-name").GetAttribute("value"), context.Stored.Devices.Count), Is.EqualTo(("laptop", 0)));
    }

    [TestCase(Role.Viewer)]
    [TestCase(Role.Parent)]
    public async Task Render_MayNotManage_OffersNoChange(Role role)
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(role);
        context.Saw(PeopleHome.Unknown, 1);

        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();

        Assert.That(page.Markup, Does.Not.Contain("Give it a name").And.Not.Contain("Add a device"));
    }

    [Test]
    public async Task Render_SomebodyAsks_ParentMayAnswer()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Parent);
        await context.Requests.AskAsync("games.example", PeopleHome.Tablet, "tablet", "a rule of this home names it", CancellationToken.None);
        IRenderedComponent<DevicesPage> page = context.Render<DevicesPage>();

        await page.FindAll("button").Single(button => button.TextContent == "Allow for an hour").ClickAsync();

        Assert.That(context.Stored.Rules.Select(rule => (rule.Text, rule.Client, rule.Author)), Is.EqualTo(new[] { ("@@||games.example^", "tablet", "asha") }));
        Assert.That(page.Markup, Does.Not.Contain("Somebody asks"));
    }
}
