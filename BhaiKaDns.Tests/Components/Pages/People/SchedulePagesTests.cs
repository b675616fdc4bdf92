using BhaiKaDns.Access;
using BhaiKaDns.Policy.People;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.People;

internal sealed class SchedulePagesTests
{
    [Test]
    public async Task Render_None_OffersABeginning()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        IRenderedComponent<SchedulesPage> page = context.Render<SchedulesPage>();

        Assert.That(page.Find(".empty").TextContent, Does.Contain("No schedule yet"));
    }

    [Test]
    public async Task Render_InItsHours_SaysThatItIsInForce()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        await context.Administration.AddAsync(
            context.Actor,
            PolicyKinds.Schedules,
            new ScheduleOptions { Name = "night", Groups = ["children"], Everything = true, TimeZone = "UTC", Ranges = [new TimeRangeOptions { From = new TimeOnly(12, 0), To = new TimeOnly(13, 0) }] },
            CancellationToken.None);

        IRenderedComponent<SchedulesPage> page = context.Render<SchedulesPage>();

        Assert.That(page.Find(".card .tag").TextContent, Is.EqualTo("in force now"));
    }

    [Test]
    public async Task Save_RangesTyped_AreStored()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<ScheduleEditPage> page = context.Render<ScheduleEditPage>();
        await page.Find("#schedule-name").ChangeAsync("evening");
        await page.FindAll(".choice-boxes label").Single(label => label.TextContent.Trim() == "children").QuerySelector("input")!.ChangeAsync(true);
        await page.FindAll("button").Single(button => button.TextContent == "Add a range").ClickAsync();
        await page.FindAll("input[type=time]")[1].ChangeAsync("06:30");
        await page.FindAll("label.check").Single(label => label.TextContent.Contains("Everything", StringComparison.Ordinal)).QuerySelector("input")!.ChangeAsync(true);

        await page.Find("form").SubmitAsync();

        TimeRangeOptions range = context.Stored.Schedules.Single().Ranges.Single();
        Assert.That((range.Days.Count, range.From, range.To), Is.EqualTo((5, new TimeOnly(20, 0), new TimeOnly(6, 30))));
    }

    [Test]
    public async Task Save_NothingChosen_ShowsWhatIsMissing()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<ScheduleEditPage> page = context.Render<ScheduleEditPage>();
        await page.Find("#schedule-holidays").ChangeAsync("Christmas");

        await page.Find("form").SubmitAsync();

        Assert.That((page.Find("[role=alert]").TextContent.Contains("'Christmas' is not a date", StringComparison.Ordinal), page.Find("#schedule-holidays").GetAttribute("value")), Is.EqualTo((true, "Christmas")));
    }

    [Test]
    public async Task Paint_HalfAnHour_BecomesARange()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        IRenderedComponent<ScheduleEditPage> page = context.Render<ScheduleEditPage>();

        await page.FindAll(".week-slot")[WeekSlots.PerDay + 20].PointerDownAsync(new PointerEventArgs());
        await page.FindAll(".week-slot")[WeekSlots.PerDay + 21].TriggerEventAsync("onpointerenter", new PointerEventArgs { Buttons = 1 });

        Assert.That(page.FindAll("input[type=time]").Select(field => field.GetAttribute("value")), Is.EqualTo(new[] { "10:00", "11:00" }));
        Assert.That(page.FindAll(".day-toggle[aria-pressed=true]").Select(day => day.TextContent), Is.EqualTo(new[] { "Tue" }));
    }

    [Test]
    public async Task Render_Viewer_OffersNoChange()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Viewer);

        IRenderedComponent<SchedulesPage> page = context.Render<SchedulesPage>();

        Assert.That(page.FindAll("a.main-button"), Is.Empty);
    }
}
