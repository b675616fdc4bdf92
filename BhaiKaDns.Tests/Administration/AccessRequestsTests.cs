using BhaiKaDns.Access;
using BhaiKaDns.Components.Pages.People;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class AccessRequestsTests
{
    private const string Client = "192.168.1.21";

    [Test]
    public async Task AskAsync_TheSameTwice_IsKeptOnce()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        AskOutcome first = await AskAsync(context, "a.example");
        AskOutcome second = await AskAsync(context, "A.example");

        Assert.That((first, second), Is.EqualTo((AskOutcome.Kept, AskOutcome.AskedAlready)));
    }

    [Test]
    public async Task AskAsync_TooSoonAfterAnother_IsRefused()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        await AskAsync(context, "a.example");

        AskOutcome second = await AskAsync(context, "b.example");

        Assert.That(second, Is.EqualTo(AskOutcome.TooMany));
    }

    [Test]
    public async Task AskAsync_MoreThanAClientMay_IsRefused()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();

        List<AskOutcome> outcomes = [];
        for (int index = 0; index <= AccessRequests.CapacityOfClient; index++)
        {
            outcomes.Add(await AskAsync(context, $"n{index}.example"));
            context.Home.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That((outcomes.Count(outcome => outcome is AskOutcome.Kept), outcomes[^1]), Is.EqualTo((AccessRequests.CapacityOfClient, AskOutcome.TooMany)));
    }

    [Test]
    public async Task ReadAsync_AfterADay_IsForgotten()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync();
        await AskAsync(context, "a.example");

        context.Home.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(await context.Requests.ReadAsync(CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task DismissAsync_Viewer_MayNot()
    {
        await using PeopleContext context = await PeopleContext.OpenAsync(Role.Viewer);
        await AskAsync(context, "a.example");
        AccessRequest request = (await context.Requests.ReadAsync(CancellationToken.None)).Single();

        Outcome outcome = await context.Requests.DismissAsync(context.Actor, request.Id, CancellationToken.None);

        Assert.That((outcome.Kind, (await context.Requests.ReadAsync(CancellationToken.None)).Count), Is.EqualTo((OutcomeKind.Forbidden, 1)));
    }

    private static Task<AskOutcome> AskAsync(PeopleContext context, string name) =>
        context.Requests.AskAsync(name, Client, "tablet", "a rule of this home names it", CancellationToken.None);
}
