using BhaiKaDns.Access;
using BhaiKaDns.Policy.People;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.People;

internal sealed class DevicePageTests
{
    [Test]
    public async Task Render_NameThatNobodyHas_SaysSo()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        IRenderedComponent<DevicePage> page = Open(context, "toaster");

        Assert.That(page.Markup, Does.Contain("Nothing in this home has this name"));
    }

    [Test]
    public async Task Render_DeviceOfAFile_TellsItsGroupAndOffersNoChange()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        IRenderedComponent<DevicePage> page = Open(context, "tablet");

        Assert.That(page.Markup, Does.Contain("children").And.Contain("in a file").And.Not.Contain("Remove this device"));
    }

    [Test]
    public async Task Block_OneName_HoldsForThisDevice()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Parent);
        IRenderedComponent<DevicePage> page = Open(context, "tablet");
        await page.Find("#decide-name").InputAsync("video.example");

        await page.FindAll("button").Single(button => button.TextContent == "Block it here").ClickAsync();

        PersonalRule rule = context.Stored.Rules.Single();
        Assert.That((rule.Text, rule.Client, rule.EndsAt is null), Is.EqualTo(("||video.example^", "tablet", false)));
        Assert.That(page.Find(".own-rules").TextContent, Does.Contain("video.example"));
    }

    [Test]
    public async Task Allow_NoName_IsShown()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<DevicePage> page = Open(context, "tablet");
        await page.Find("#decide-name").InputAsync("not a name");

        await page.FindAll("form").Single().SubmitAsync();

        Assert.That((page.Find(".field-problem").TextContent, context.Stored.Rules.Count), Is.EqualTo(("This is not a domain name.", 0)));
    }

    [Test]
    public async Task Move_ToAnotherGroup_IsStored()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        await context.Administration.AddAsync(context.Actor, PolicyKinds.Devices, new DeviceOptions { Name = "laptop", Addresses = [PeopleHome.Unknown] }, CancellationToken.None);
        IRenderedComponent<DevicePage> page = Open(context, "laptop");
        await page.Find(".device-deeds select[id^=group-]").ChangeAsync("children");

        await page.FindAll("button").Single(button => button.TextContent == "Move").ClickAsync();

        Assert.That(context.Stored.Devices.Single().Group, Is.EqualTo("children"));
    }

    [Test]
    public async Task Render_Viewer_OffersNoDeed()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Viewer);

        IRenderedComponent<DevicePage> page = Open(context, "tablet");

        Assert.That(page.FindAll("button"), Is.Empty);
    }

    // What the log tells comes a moment later and draws the page anew.
    private static IRenderedComponent<DevicePage> Open(PeopleContext context, string key)
    {
        IRenderedComponent<DevicePage> page = context.Render<DevicePage>(parameters => parameters.Add(page => page.Key, key));
        page.WaitForState(() => !page.Markup.Contains("is being read", StringComparison.Ordinal));
        return page;
    }
}
