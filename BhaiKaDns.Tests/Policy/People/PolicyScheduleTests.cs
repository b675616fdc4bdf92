using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

/// <summary>Schedules as the store carries them out, second by second.</summary>
internal sealed class PolicyScheduleTests
{
    [Test]
    public async Task TickAsync_BedTimeOverMidnightAndDst_BlocksTheChildrenFromStartToEnd()
    {
        using PolicyHome home = await HomeAsync(("Everything", "true"));
        List<string> changes = [];
        home.Time.SetUtcNow(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero));
        _ = await home.Store.TickAsync(CancellationToken.None);

        for (DateTimeOffset now = home.Time.GetUtcNow(); now < new DateTimeOffset(2026, 3, 30, 0, 0, 0, TimeSpan.Zero); now = now.AddMinutes(1))
        {
            home.Time.SetUtcNow(now);
            if (await home.Store.TickAsync(CancellationToken.None))
            {
                changes.Add($"{now:MM-dd HH:mm} {home.Judge("school.example", PeopleHome.Tablet).Decision} {home.Judge("school.example", PeopleHome.Television).Decision}");
            }
        }

        Assert.That(changes, Is.EqualTo(new[] { "03-28 20:30 Blocked Allowed", "03-29 04:30 Allowed Allowed", "03-29 19:30 Blocked Allowed" }));
    }

    [Test]
    public async Task Judge_EverythingBlocked_TellsTheSchedule()
    {
        using PolicyHome home = await HomeAsync(("Everything", "true"));

        await AtAsync(home, 21);

        PolicyExplanation people = new(home.Judge("school.example", PeopleHome.Tablet), home.Get<PeopleExplainer>().Explain([0], Dns.RecordType.A, PeopleHome.Address(PeopleHome.Tablet)).Evidence);
        Assert.That((people.Verdict, people.Evidence[^1].Text), Is.EqualTo((new Verdict(Decision.Blocked, Reason.Schedule), "The schedule 'bed time' blocks every name now.")));
    }

    [Test]
    public async Task Judge_GrantedHourAtBedTime_StandsAboveTheSchedule()
    {
        using PolicyHome home = await HomeAsync(("Everything", "true"));
        await AtAsync(home, 21);

        await home.Get<PolicyActions>().DecideAsync("story.example", isAllowed: true, PeopleHome.Tablet, TimeSpan.FromHours(1), "test", CancellationToken.None);

        Assert.That(
            (home.Judge("story.example", PeopleHome.Tablet).Decision, home.Judge("story.example", PeopleHome.Phone).Decision), Is.EqualTo((Decision.Allowed, Decision.Blocked)));
    }

    [TestCase("Block", 12, Decision.Allowed)]
    [TestCase("Block", 21, Decision.Blocked)]
    [TestCase("Allow", 12, Decision.Blocked)]
    [TestCase("Allow", 21, Decision.Allowed)]
    public async Task Judge_SwitchedList_CountsAsTheActionSays(string action, int hour, Decision expected)
    {
        using PolicyHome home = await HomeAsync(("Lists:0", "ads"), ("Action", action));

        await AtAsync(home, hour);

        Assert.That((home.Judge("ads.example", PeopleHome.Tablet).Decision, home.Judge("ads.example", PeopleHome.Television).Decision), Is.EqualTo((expected, Decision.Blocked)));
    }

    [TestCase(12, Decision.Allowed)]
    [TestCase(21, Decision.Blocked)]
    public async Task Judge_SwitchedRule_HoldsWhileTheRangeRuns(int hour, Decision expected)
    {
        using PolicyHome home = await HomeAsync(("Rules:0", "||chat.example^"));

        await AtAsync(home, hour);

        Assert.That(home.Judge("chat.example", PeopleHome.Tablet).Decision, Is.EqualTo(expected));
    }

    [Test]
    public async Task TickAsync_NothingBeginsOrEnds_LeavesTheGeneration()
    {
        using PolicyHome home = await HomeAsync(("Everything", "true"));
        await AtAsync(home, 12);
        uint generation = home.Store.Current.Generation;

        home.Time.Advance(TimeSpan.FromHours(1));
        bool isChanged = await home.Store.TickAsync(CancellationToken.None);

        Assert.That((isChanged, home.Store.Current.Generation), Is.EqualTo((false, generation)));
    }

    private static async Task<PolicyHome> HomeAsync(params (string Key, string Value)[] schedule)
    {
        Dictionary<string, string?> settings = PeopleHome.Settings(PolicyStoreTests.WriteList("ads.example\n"));
        settings["Policy:Schedules:0:Name"] = "bed time";
        settings["Policy:Schedules:0:Groups:0"] = "children";
        settings["Policy:Schedules:0:TimeZone"] = "Europe/Berlin";
        settings["Policy:Schedules:0:Ranges:0:From"] = "21:30";
        settings["Policy:Schedules:0:Ranges:0:To"] = "06:30";
        foreach ((string key, string value) in schedule)
        {
            settings[$"Policy:Schedules:0:{key}"] = value;
        }

        PolicyHome home = new(settings);
        await home.Store.LoadAsync(CancellationToken.None);
        return home;
    }

    // UTC, an hour behind Berlin in winter.
    private static async Task AtAsync(PolicyHome home, int hour)
    {
        home.Time.SetUtcNow(new DateTimeOffset(2026, 1, 10, hour, 0, 0, TimeSpan.Zero));
        _ = await home.Store.TickAsync(CancellationToken.None);
    }
}
