using BhaiKaDns.Access;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.People;

internal sealed class GroupPagesTests
{
    [Test]
    public async Task Render_Groups_EachHasItsCard()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        IRenderedComponent<GroupsPage> page = context.Render<GroupsPage>();

        Assert.That(page.FindAll(".card h2").Select(heading => heading.TextContent), Is.EqualTo(new[] { "default", "children", "guests" }));
    }

    [Test]
    public async Task Render_Viewer_OffersNeitherChangeNorPause()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Viewer);

        IRenderedComponent<GroupsPage> page = context.Render<GroupsPage>();

        Assert.That(page.FindAll("button").Count + page.FindAll(".plain-link").Count, Is.Zero);
    }

    [Test]
    public async Task Pause_OneGroup_SaysUntilWhen()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Parent);
        IRenderedComponent<GroupPause> part = context.Render<GroupPause>(parameters => parameters.Add(part => part.Group, "children"));

        await part.Find("button").ClickAsync();

        Assert.That((context.Stored.Pauses.Single().Group, part.Find(".tag").TextContent), Is.EqualTo(("children", "Paused")));
    }

    [Test]
    public void Draft_EveryProperty_SurvivesTheForm()
    {
        GroupOptions group = new()
        {
            Name = "teens",
            Lists = ["ads"],
            Rules = ["||a.example^"],
            BlockedServices = ["youtube"],
            BlockedSuffixes = ["zip"],
            SafeSearch = ["google"],
            YouTube = YouTubeMode.Strict,
            BlockingMode = BlockingMode.Custom,
            CustomAddresses = ["192.168.1.2"],
            BlockedTtl = TimeSpan.FromSeconds(30),
            ReasonModes = [new ReasonModeOptions { Reason = "threat-feed", Mode = BlockingMode.NxDomain }],
            RebindingProtection = false,
            FirefoxCanary = false,
            BlockPrivateRelay = true,
            AnswerDesignatedResolvers = false,
            Upstreams = ["tcp://9.9.9.9"],
            Privacy = PrivacyLevel.NoDomains,
        };

        GroupOptions same = GroupDraft.Of(group).ToGroup();

        Assert.That(Administration.ObjectVersion.Of(same), Is.EqualTo(Administration.ObjectVersion.Of(group)));
    }

    [Test]
    public async Task Save_WrongValues_AreShownBesideTheirFieldsAndStay()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<GroupEditPage> page = context.Render<GroupEditPage>();
        await page.Find("#group-name").ChangeAsync("teens");
        await page.Find("#group-mode").ChangeAsync("Custom");
        await page.Find("#group-custom").ChangeAsync("here");
        await page.Find("#group-suffixes").ChangeAsync("zip a..b");

        await page.Find("form").SubmitAsync();

        Assert.That(page.FindAll(".field-problem").Select(problem => problem.TextContent), Has.Some.Contains("'here' is not an address").And.Some.Contains("is not a domain suffix"));
        Assert.That((page.Find("#group-custom").GetAttribute("value"), context.Stored.Groups.Count), Is.EqualTo(("here", 0)));
    }

    [TestCase("x", "#group-ttl", "whole number of seconds")]
    [TestCase("300.1.1.1", "#group-upstreams", "300.1.1.1")]
    public async Task Save_WhatOnlyThePageCanJudge_IsRefused(string text, string field, string problem)
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<GroupEditPage> page = context.Render<GroupEditPage>();
        await page.Find("#group-name").ChangeAsync("teens");
        await page.Find(field).ChangeAsync(text);

        await page.Find("form").SubmitAsync();

        Assert.That((page.Find("[role=alert]").TextContent.Contains(problem, StringComparison.Ordinal), context.Stored.Groups.Count), Is.EqualTo((true, 0)), page.Find("[role=alert]").TextContent);
    }

    [Test]
    public async Task Save_GroupDefaultThatNobodyKept_IsKept()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<GroupEditPage> page = context.Render<GroupEditPage>(parameters => parameters.Add(page => page.Name, "default"));
        await page.Find("#group-youtube").ChangeAsync("Strict");

        await page.Find("form").SubmitAsync();

        Assert.That(context.Stored.Groups.Select(group => (group.Name, group.YouTube)), Is.EqualTo(new[] { ("default", YouTubeMode.Strict) }));
    }

    [Test]
    public async Task Render_GroupOfAFile_CannotBeSaved()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        IRenderedComponent<GroupEditPage> page = context.Render<GroupEditPage>(parameters => parameters.Add(page => page.Name, "children"));

        Assert.That((page.FindAll("button[type=submit]").Count, page.Find(".plain-fieldset").HasAttribute("disabled")), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Tick_Service_IsBlockedForTheGroup()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<ServicesPage> page = context.Render<ServicesPage>();

        await page.FindAll("label.check").Single(label => label.TextContent.Trim() == "Facebook").QuerySelector("input")!.ChangeAsync(true);

        Assert.That(context.Stored.Groups.Single().BlockedServices, Is.EqualTo(new[] { "facebook" }));
    }

    [Test]
    public async Task Render_ServicesForAViewer_AreShownOnly()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Viewer);

        IRenderedComponent<ServicesPage> page = context.Render<ServicesPage>();

        Assert.That(page.FindAll("input[type=checkbox]").All(box => box.HasAttribute("disabled")), Is.True);
    }
}
