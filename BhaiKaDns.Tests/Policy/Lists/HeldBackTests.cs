using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class HeldBackTests
{
    private const string Url = "https://lists.example/one.txt";

    private static readonly TimeSpan MoreThanADay = TimeSpan.FromHours(28);

    [Test]
    public async Task Round_FewerThanHalfOfTheNames_KeepsTheCopyAndSaysSo()
    {
        using PolicyHome home = await WithNames(1000);
        home.Server.Answer = _ => ListServer.Text(Names(499));

        await DayAsync(home);

        ListReport report = home.Get<ListOverview>().Take().Single();
        Assert.That((report.State, report.HeldNames, report.Names), Is.EqualTo(("held-back", (int?)499, 1000)));
        Assert.That(home.Health.Detail, Does.Contain("fewer than half"));
        Assert.That((home.Health.State, home.Warnings), Is.EqualTo((HealthState.Degraded, 1)));
    }

    [TestCase(1000, 500)]
    [TestCase(999, 10)]
    public async Task Round_HalfOfTheNamesOrAShortList_IsTaken(int before, int after)
    {
        using PolicyHome home = await WithNames(before);
        home.Server.Answer = _ => ListServer.Text(Names(after));

        await DayAsync(home);

        Assert.That(home.Get<ListOverview>().Take().Single().Names, Is.EqualTo(after));
    }

    [Test]
    public async Task Round_SameShortTextThreeTimes_IsBelieved()
    {
        using PolicyHome home = await WithNames(1000);
        home.Server.Answer = _ => ListServer.Text(Names(100));
        List<int> names = [];

        for (int day = 0; day < 3; day++)
        {
            await DayAsync(home);
            names.Add(home.Get<ListOverview>().Take().Single().Names);
        }

        Assert.That(names, Is.EqualTo(new[] { 1000, 1000, 100 }));
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task Round_OtherShortTextEachTime_IsNeverBelieved()
    {
        using PolicyHome home = await WithNames(1000);
        int length = 100;
        home.Server.Answer = _ => ListServer.Text(Names(length++));

        for (int day = 0; day < 4; day++)
        {
            await DayAsync(home);
        }

        Assert.That(home.Get<ListOverview>().Take().Single().Names, Is.EqualTo(1000));
    }

    [TestCase("a1.example\n", 1)]
    [TestCase("", 1000)]
    public async Task Refresh_Accepting_TakesAShortTextAndAnEmptyOne(string text, int wrong)
    {
        using PolicyHome home = await WithNames(1000);
        home.Server.Answer = _ => ListServer.Text(text);

        await home.Refresher.RefreshAsync(null, accept: true, CancellationToken.None);

        Assert.That(home.Get<ListHealth>().Lists.Single().Error, Is.EqualTo(ListError.None));
        Assert.That(home.Get<ListOverview>().Take().Single().Names, text.Length == 0 ? Is.Zero : Is.EqualTo(wrong));
    }

    [Test]
    public async Task Refresh_AcceptingAPage_KeepsTheCopy()
    {
        using PolicyHome home = await WithNames(1000);
        home.Server.Answer = _ => ListServer.Text("<html></html>");

        await home.Refresher.RefreshAsync(null, accept: true, CancellationToken.None);

        Assert.That(home.Get<ListOverview>().Take().Single().Names, Is.EqualTo(1000));
    }

    [Test]
    public async Task Round_HeldBackAcrossARestart_CountsOn()
    {
        using PolicyHome home = await WithNames(1000);
        home.Server.Answer = _ => ListServer.Text(Names(100));
        await DayAsync(home);
        await DayAsync(home);
        using PolicyHome again = new(PolicyHome.OneList(Url), home.Path);
        again.Server.Answer = home.Server.Answer;

        await again.Refresher.RefreshAsync(null, accept: false, CancellationToken.None);

        Assert.That(again.Get<ListOverview>().Take().Single().Names, Is.EqualTo(100));
    }

    private static string Names(int count) => string.Concat(Enumerable.Range(0, count).Select(number => $"a{number}.example\n"));

    private static async Task<PolicyHome> WithNames(int count)
    {
        PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text(Names(count));
        await home.Refresher.RefreshAsync(null, accept: false, CancellationToken.None);
        return home;
    }

    private static Task DayAsync(PolicyHome home)
    {
        home.Time.Advance(MoreThanADay);
        return home.Refresher.RoundAsync(CancellationToken.None);
    }
}
