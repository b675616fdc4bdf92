using System.Net;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListRefresherTests
{
    private const string Url = "https://lists.example/one.txt";

    private static readonly TimeSpan MoreThanADay = TimeSpan.FromHours(28);

    [Test]
    public async Task RoundAsync_FirstTime_FetchesAndBlocks()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text("ads.example\n");

        await LoadAndRound(home);

        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task RoundAsync_SecondTime_AsksForWhatIsNewer()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text("ads.example\n", "\"v1\"");
        await LoadAndRound(home);
        uint generation = home.Store.Current.Generation;
        home.Server.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotModified);

        home.Time.Advance(MoreThanADay);
        await home.Refresher.RoundAsync(CancellationToken.None);

        Assert.That(home.Server.Requests[^1].Headers.IfNoneMatch.Single().Tag, Is.EqualTo("\"v1\""));
        Assert.That(home.Store.Current.Generation, Is.EqualTo(generation));
        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
    }

    [Test]
    public async Task RoundAsync_BeforeItsTime_DoesNotAsk()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await LoadAndRound(home);

        home.Time.Advance(TimeSpan.FromHours(20));
        await home.Refresher.RoundAsync(CancellationToken.None);

        Assert.That(home.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task LoadAsync_AfterRestartWithDeadServer_UsesTheLastGoodCopyAndNumber()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await LoadAndRound(home);
        ushort id = home.Judge("ads.example").ListId;
        using PolicyHome again = new(PolicyHome.OneList(Url), home.Path);

        await again.Store.LoadAsync(CancellationToken.None);

        Assert.That(again.Judge("ads.example").ListId, Is.EqualTo(id));
    }

    [Test]
    public async Task LoadAsync_SourceWasChanged_DoesNotUseTheCopyOfTheOldOne()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await LoadAndRound(home);
        using PolicyHome again = new(PolicyHome.OneList("https://lists.example/other.txt"), home.Path);

        await again.Store.LoadAsync(CancellationToken.None);

        Assert.That(again.Judge("ads.example").IsBlocked, Is.False);
    }

    [TestCaseSource(nameof(BadAnswers))]
    public async Task RoundAsync_BadAnswer_KeepsTheCopyAndSaysSoOnce(Func<HttpResponseMessage> answer, ListError expected)
    {
        Dictionary<string, string?> settings = PolicyHome.OneList(Url);
        settings["Filtering:MaxListBytes"] = "2000";
        using PolicyHome home = new(settings);
        home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await LoadAndRound(home);
        home.Server.Answer = _ => answer();

        for (int round = 0; round < 3; round++)
        {
            home.Time.Advance(MoreThanADay);
            await home.Refresher.RoundAsync(CancellationToken.None);
        }

        Assert.That(home.Get<ListHealth>().Lists.Single().Error, Is.EqualTo(expected));
        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Degraded));
        Assert.That(home.Warnings, Is.EqualTo(1));
    }

    [Test]
    public async Task RoundAsync_AfterFailure_TriesAgainSoonAndRecovers()
    {
        using PolicyHome home = new(PolicyHome.OneList(Url));
        home.Server.Answer = _ => throw new HttpRequestException();
        await LoadAndRound(home);
        home.Server.Answer = _ => ListServer.Text("ads.example\n");

        home.Time.Advance(TimeSpan.FromMinutes(2));
        await home.Refresher.RoundAsync(CancellationToken.None);

        Assert.That(home.Judge("ads.example").IsBlocked, Is.True);
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Ok));
    }

    [Test]
    public async Task RoundAsync_FileChanged_TakesItAndKeepsTheCopyWhenItIsGone()
    {
        string path = PolicyStoreTests.WriteList("ads.example\n");
        using PolicyHome home = new(PolicyHome.OneList(path));
        await LoadAndRound(home);

        await File.WriteAllTextAsync(path, "other.example\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        await home.Refresher.RoundAsync(CancellationToken.None);
        File.Delete(path);
        await home.Refresher.RoundAsync(CancellationToken.None);
        await home.Store.RebuildAsync(CancellationToken.None);

        Assert.That(home.Judge("other.example").IsBlocked, Is.True);
        Assert.That(home.Judge("ads.example").IsBlocked, Is.False);
        Assert.That(home.Health.State, Is.EqualTo(HealthState.Degraded));
    }

    private static IEnumerable<TestCaseData> BadAnswers()
    {
        yield return Case("Missing", () => new HttpResponseMessage(HttpStatusCode.NotFound), ListError.Status);
        yield return Case("Redirect elsewhere", () => new HttpResponseMessage(HttpStatusCode.Found), ListError.Status);
        yield return Case("Page", () => ListServer.Text("\r\n<!DOCTYPE html>\n<html>ads.example</html>"), ListError.Html);
        yield return Case("Empty", () => ListServer.Text(""), ListError.Empty);
        yield return Case("Comments", () => ListServer.Text("# nothing today\n"), ListError.Empty);
        yield return Case("Garbage", () => ListServer.Text(string.Concat(Enumerable.Repeat("{ \"a\": 1 }\n", 20)) + "b.example\n"), ListError.Invalid);
        yield return Case("Too large", () => ListServer.Text(new string('a', 3000)), ListError.TooLarge);
        yield return Case("Too large, unannounced", () => Unannounced(new MemoryStream(new byte[3000])), ListError.TooLarge);
        yield return Case("Broken off", () => Unannounced(new BrokenStream("b.example\n")), ListError.Incomplete);
        yield return Case("Shorter than announced", ShorterThanAnnounced, ListError.Incomplete);
        yield return Case("Dead", () => throw new HttpRequestException(), ListError.Unreachable);
        yield return Case("Slow", () => throw new TaskCanceledException(), ListError.Timeout);
    }

    private static TestCaseData Case(string name, Func<HttpResponseMessage> answer, ListError expected) =>
        new TestCaseData(answer, expected).SetArgDisplayNames(name);

    private static HttpResponseMessage Unannounced(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(new OneWayStream(body)) };

    private static HttpResponseMessage ShorterThanAnnounced()
    {
        HttpResponseMessage response = ListServer.Text("b.example\n");
        response.Content.Headers.ContentLength = 500;
        return response;
    }

    private static async Task LoadAndRound(PolicyHome home)
    {
        await home.Store.LoadAsync(CancellationToken.None);
        await home.Refresher.RoundAsync(CancellationToken.None);
    }
}
